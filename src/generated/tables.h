/* Made by scripts/generate.mjs from src/tables: change those. */
/* clang-format off */
static const struct field fields[SG_FIELD_COUNT] = {
    {"sampleRate", "sampleRate must be above 0 and at most 10000000",
     type_double, offsetof(sg_config, sample_rate), DBL_MIN, 10000000, 0, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"nFft", "nFft must be an integer from 1 to 262144",
     type_int, offsetof(sg_config, n_fft), 1, 262144, 0, {NAN, NAN},
     {how_constant, 0, 0, 2048}},
    {"winLength", "winLength must be an integer from 1 to nFft",
     type_int, offsetof(sg_config, win_length), 1, 262144, 0, {NAN, NAN},
     {how_share, SG_FIELD_n_fft, 0, 1}},
    {"hopLength", "hopLength must be an integer from 1 to 65536",
     type_int, offsetof(sg_config, hop_length), 1, 65536, 0, {NAN, NAN},
     {how_share, SG_FIELD_win_length, 0, 4}},
    {"window", "window must be a window's name",
     type_int, offsetof(sg_config, window), 0, 18, NAN, {NAN, NAN},
     {how_constant, 0, 0, 1}},
    {"windowParameter", "window's parameter must be at least 0 for kaiser, from 0 to 1 for tukey, from 1 to 300 for chebwin and above 0 for gaussian",
     type_double, offsetof(sg_config, window_parameter), -1000000000, 1000000000, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"windowValues", "window must be finite numbers",
     type_pointer, offsetof(sg_config, window_values), 0, -1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"center", "center must be true or false",
     type_int, offsetof(sg_config, center), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 1}},
    {"padMode", "padMode must be 'constant' or 'reflect' or 'edge' or 'symmetric' or 'linear_ramp'",
     type_int, offsetof(sg_config, pad_mode), 0, 4, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"padBefore", "padBefore must be null or an integer from 0 to 262144",
     type_int, offsetof(sg_config, pad_before), 0, 262144, NAN, {-1000000, NAN},
     {how_constant, 0, 0, -1000000}},
    {"padAfter", "padAfter must be null or an integer from -262144 to 262144",
     type_int, offsetof(sg_config, pad_after), -262144, 262144, NAN, {-1000000, NAN},
     {how_constant, 0, 0, -1000000}},
    {"align", "align must be 'center' or 'start'",
     type_int, offsetof(sg_config, align), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"periodic", "periodic must be true or false",
     type_int, offsetof(sg_config, periodic), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 1}},
    {"removeDc", "removeDc must be true or false",
     type_int, offsetof(sg_config, remove_dc), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"framePreemphasis", "framePreemphasis must be a number from 0 to 1",
     type_double, offsetof(sg_config, frame_preemphasis), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"powerOffset", "powerOffset must be a number from 0 to 1e30",
     type_double, offsetof(sg_config, power_offset), 0, 1e+30, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"energy", "energy must be 'none' or 'first' or 'last'",
     type_int, offsetof(sg_config, energy), 0, 2, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"energyOf", "energyOf must be 'frame' or 'spectrum'",
     type_int, offsetof(sg_config, energy_of), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"energyFloor", "energyFloor must be a number from 0 to 1e30",
     type_double, offsetof(sg_config, energy_floor), 0, 1e+30, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"power", "power must be a number from 0.001 to 8",
     type_double, offsetof(sg_config, power), 0.001, 8, NAN, {NAN, NAN},
     {how_constant, 0, 0, 2}},
    {"scaling", "scaling must be 'none' or 'magnitude' or 'psd'",
     type_int, offsetof(sg_config, scaling), 0, 2, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"nMels", "nMels must be an integer from 1 to 4096",
     type_int, offsetof(sg_config, n_mels), 1, 4096, NAN, {NAN, NAN},
     {how_constant, 0, 0, 128}},
    {"fMin", "fMin must be a number of Hz from 0 to 10000000",
     type_double, offsetof(sg_config, f_min), 0, 10000000, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"fMax", "fMax must be a number of Hz from 0 to 10000000",
     type_double, offsetof(sg_config, f_max), 0, 10000000, 0, {NAN, NAN},
     {how_share, SG_FIELD_sample_rate, 0, 2}},
    {"htk", "htk must be true or false",
     type_int, offsetof(sg_config, htk), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"norm", "norm must be 'slaney', null, a number above 0 or Infinity",
     type_double, offsetof(sg_config, norm), DBL_MIN, INFINITY, NAN, {-1, 0},
     {how_constant, 0, 0, -1}},
    {"triangles", "triangles must be 'hz' or 'kaldi' or 'tf' or 'speechbrain' or 'floorBin'",
     type_int, offsetof(sg_config, triangles), 0, 4, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"onNola", "onNola must be 'throw' or 'librosa'",
     type_int, offsetof(sg_config, on_nola), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 1}},
    {"length", "length must be an integer of at least 0",
     type_count, offsetof(sg_config, length), 0, 9000000000000000, -1, {NAN, NAN},
     {how_constant, 0, 0, -1}},
    {"binsPerOctave", "binsPerOctave must be an integer from 1 to 1024",
     type_int, offsetof(sg_config, bins_per_octave), 1, 1024, NAN, {NAN, NAN},
     {how_constant, 0, 0, 12}},
    {"nOctaves", "nOctaves must be an integer from 1 to 32",
     type_int, offsetof(sg_config, n_octaves), 1, 32, NAN, {NAN, NAN},
     {how_constant, 0, 0, 7}},
    {"nBins", "nBins must be an integer from 1 to 4096",
     type_int, offsetof(sg_config, n_bins), 1, 4096, 0, {NAN, NAN},
     {how_constant, 0, 0, 84}},
    {"tuning", "tuning must be a number of bins from -1000 to 1000",
     type_double, offsetof(sg_config, tuning), -1000, 1000, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"filterScale", "filterScale must be a number from 0.001 to 1000",
     type_double, offsetof(sg_config, filter_scale), 0.001, 1000, NAN, {NAN, NAN},
     {how_constant, 0, 0, 1}},
    {"filterNorm", "norm must be null, a number above 0 or Infinity",
     type_double, offsetof(sg_config, filter_norm), DBL_MIN, INFINITY, NAN, {0, NAN},
     {how_constant, 0, 0, 1}},
    {"gamma", "gamma must be null or a number of Hz from 0 to 1000000",
     type_double, offsetof(sg_config, gamma), 0, 1000000, NAN, {-1, NAN},
     {how_constant, 0, 0, 0}},
    {"scale", "scale must be true or false",
     type_int, offsetof(sg_config, scale), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 1}},
    {"lowLatency", "lowLatency must be true or false",
     type_int, offsetof(sg_config, low_latency), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"nChroma", "nChroma must be an integer that divides binsPerOctave",
     type_int, offsetof(sg_config, n_chroma), 1, 1024, NAN, {NAN, NAN},
     {how_constant, 0, 0, 12}},
    {"threshold", "threshold must be a number from 0 to 1000000000000000000",
     type_double, offsetof(sg_config, threshold), 0, 1000000000000000000, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"chromaNorm", "norm must be null, a number above 0 or Infinity",
     type_double, offsetof(sg_config, chroma_norm), DBL_MIN, INFINITY, NAN, {0, NAN},
     {how_constant, 0, 0, INFINITY}},
    {"refPower", "refPower must be a number from 0 to 1e30",
     type_double, offsetof(sg_config, ref_power), 0, 1e+30, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0.000001}},
    {"reassignTimes", "reassignTimes must be true or false",
     type_int, offsetof(sg_config, reassign_times), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 1}},
    {"reassignFrequencies", "reassignFrequencies must be true or false",
     type_int, offsetof(sg_config, reassign_frequencies), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 1}},
    {"timeOrigin", "timeOrigin must be 'exact' or 'librosa'",
     type_int, offsetof(sg_config, time_origin), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"fillNan", "fillNan must be true or false",
     type_int, offsetof(sg_config, fill_nan), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"clip", "clip must be true or false",
     type_int, offsetof(sg_config, clip), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 1}},
    {"frequencyScale", "frequencyScale must be 'linear' or 'log' or 'mel'",
     type_int, offsetof(sg_config, frequency_scale), 0, 2, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"height", "height must be an integer from 2 to 16384",
     type_int, offsetof(sg_config, height), 2, 16384, 0, {NAN, NAN},
     {how_share, SG_FIELD_n_fft, 1, 2}},
    {"columnStep", "columnStep must be a number of samples, or 0 for hopLength",
     type_double, offsetof(sg_config, column_step), 0, 1000000000000, 0, {NAN, NAN},
     {how_share, SG_FIELD_hop_length, 0, 1}},
    {"derivative", "method must be 'phase' or 'derivative'",
     type_int, offsetof(sg_config, derivative), 0, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"momentum", "momentum must be a number from 0 to 10",
     type_double, offsetof(sg_config, momentum), 0, 10, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0.99}},
    {"tolerance", "tolerance must be a number from 1e-12 to 1",
     type_double, offsetof(sg_config, tolerance), 1e-12, 1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0.000001}},
    {"amin", "amin must be a number from 0 to 1e30",
     type_double, offsetof(sg_config, amin), 0, 1e+30, NAN, {NAN, NAN},
     {how_constant, 0, 0, 1e-10}},
    {"offset", "offset must be a number from 0 to 1e30",
     type_double, offsetof(sg_config, offset), 0, 1e+30, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"base", "base must be 'e' or '10' or '2'",
     type_int, offsetof(sg_config, base), 0, 2, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"dbAmin", "amin must be a number above 0 and at most 1e30",
     type_double, offsetof(sg_config, db_amin), DBL_MIN, 1e+30, 0, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"ref", "ref must be a number above 0 and at most 1e30",
     type_double, offsetof(sg_config, ref), DBL_MIN, 1e+30, NAN, {NAN, NAN},
     {how_constant, 0, 0, 1}},
    {"minDb", "minDb must be null or a number of dB from -1000000 to 1000000",
     type_double, offsetof(sg_config, min_db), -1000000, 1000000, NAN, {-1e+300, NAN},
     {how_constant, 0, 0, -1e+300}},
    {"gainDb", "gainDb must be null or a number of dB from -300 to 300",
     type_double, offsetof(sg_config, gain_db), -300, 300, NAN, {-1e+300, NAN},
     {how_constant, 0, 0, -1e+300}},
    {"width", "width must be an odd integer from 3 to 1023",
     type_int, offsetof(sg_config, width), 3, 1023, NAN, {NAN, NAN},
     {how_constant, 0, 0, 9}},
    {"order", "order must be an integer from 1 to 16",
     type_int, offsetof(sg_config, order), 1, 16, NAN, {NAN, NAN},
     {how_constant, 0, 0, 1}},
    {"mode", "mode must be 'interp' or 'nearest' or 'mirror' or 'constant'",
     type_int, offsetof(sg_config, mode), 0, 3, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"winLenSmooth", "winLenSmooth must be null or an integer from 1 to 65536",
     type_int, offsetof(sg_config, win_len_smooth), 1, 65536, NAN, {-1, NAN},
     {how_constant, 0, 0, 41}},
    {"rowNorm", "norm must be null, a number above 0 or Infinity",
     type_double, offsetof(sg_config, row_norm), DBL_MIN, INFINITY, NAN, {0, NAN},
     {how_constant, 0, 0, 2}},
    {"resolution", "resolution must be at least 1e-6 and below 1",
     type_double, offsetof(sg_config, resolution), 0.000001, 0.999999, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0.01}},
    {"nIter", "nIter must be an integer from 0 to 100000",
     type_int, offsetof(sg_config, n_iter), 0, 100000, NAN, {NAN, NAN},
     {how_constant, 0, 0, 32}},
    {"init", "initialPhases must be one of enum sg_init, of griffinLimCqt not SG_INIT_PGHI",
     type_int, offsetof(sg_config, init), 0, 3, NAN, {NAN, NAN},
     {how_constant, 0, 0, 1}},
    {"seed", "seed must be an integer from 0 to 2^53 - 1",
     type_count, offsetof(sg_config, seed), 0, 9007199254740991, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"nFrames", "nFrames must be an integer of at least 1",
     type_count, offsetof(sg_config, n_frames), 1, 9000000000000000, 0, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"add", "add must be a number from -1e+30 to 1e30",
     type_double, offsetof(sg_config, add), -1e+30, 1e+30, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"multiply", "multiply must be a number from -1e+30 to 1e30",
     type_double, offsetof(sg_config, multiply), -1e+30, 1e+30, NAN, {NAN, NAN},
     {how_constant, 0, 0, 1}},
    {"rowLength", "rowLength must be an integer from 1 to 1048576",
     type_int, offsetof(sg_config, row_length), 1, 1048576, 0, {NAN, NAN},
     {how_share, SG_FIELD_n_fft, 1, 2}},
    {"quantity", "quantity must be one of enum sg_quantity",
     type_int, offsetof(sg_config, quantity), 1, 11, NAN, {NAN, NAN},
     {how_constant, 0, 0, 2}},
    {"rowOrigin", "rowOrigin must be a number of samples from -1000000000000000 to 1000000000000000",
     type_double, offsetof(sg_config, row_origin), -1000000000000000, 1000000000000000, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
    {"frequencies", "frequencies must be finite numbers",
     type_pointer, offsetof(sg_config, frequencies), 0, -1, NAN, {NAN, NAN},
     {how_constant, 0, 0, 0}},
};

static const struct kind {
  const char *name;
  const char *chain[6]; /* NULL ends it */
  uint32_t reads[(SG_FIELD_COUNT + 31) / 32]; /* a bit a field */
} kinds[] = {
    {"stft", {"stft", NULL}, {0x1ff, 0x0, 0x0}},
    {"spectrogram", {"spectrogram", NULL}, {0x1801ff, 0x0, 0x0}},
    {"mel", {"mel", NULL}, {0x3e801ff, 0x0, 0x0}},
    {"istft", {"istft", NULL}, {0x180000fe, 0x0, 0x20}},
    {"melFilterbank", {"melFilterbank", NULL}, {0x3e00003, 0x0, 0x0}},
    {"reassignment", {"reassignment", NULL}, {0x1ff, 0x7e00, 0x0}},
    {"reassigned", {"reassigned", NULL}, {0x1c001ff, 0x39e00, 0x0}},
    {"instantaneousFrequency", {"instantaneousFrequency", NULL}, {0x1ff, 0x40000, 0x0}},
    {"synchrosqueeze", {"synchrosqueeze", NULL}, {0x1ff, 0x200, 0x0}},
    {"unsqueeze", {"unsqueeze", NULL}, {0x180000fe, 0x0, 0x20}},
    {"cqt", {"cqt", NULL}, {0xa0400139, 0x37, 0x0}},
    {"vqt", {"vqt", NULL}, {0xa0400139, 0x3f, 0x0}},
    {"pseudoCqt", {"pseudoCqt", NULL}, {0xa0400139, 0x17, 0x0}},
    {"hybridCqt", {"hybridCqt", NULL}, {0xa0400139, 0x17, 0x0}},
    {"chroma", {"cqt", "pitchClasses", NULL}, {0xe0400139, 0x1c3, 0x0}},
    {"chromaCens", {"cqt", "pitchClasses", "quantise", "smooth", "normalise", NULL}, {0xe0400139, 0x800000c3, 0x1}},
    {"pitchClasses", {"pitchClasses", NULL}, {0x20400000, 0x1c0, 0x0}},
    {"quantise", {"quantise", NULL}, {0x0, 0x0, 0x0}},
    {"smooth", {"smooth", NULL}, {0x0, 0x80000000, 0x0}},
    {"normalise", {"normalise", NULL}, {0x0, 0x0, 0x1}},
    {"estimateTuning", {"spectrogram", "tuning", NULL}, {0x20c00063, 0x0, 0x2}},
    {"tuning", {"tuning", NULL}, {0x20c00003, 0x0, 0x2}},
    {"nsgt", {"nsgt", NULL}, {0xa0400003, 0x1, 0x0}},
    {"icqt", {"icqt", NULL}, {0xb0400039, 0x1f, 0x20}},
    {"icqtLeastSquares", {"icqtLeastSquares", NULL}, {0xb0400039, 0x1f, 0x24}},
    {"griffinLimCqt", {"griffinLimCqt", NULL}, {0xb0400039, 0x8001f, 0x3c}},
    {"insgt", {"insgt", NULL}, {0xb0400003, 0x1, 0x20}},
    {"rtpghi", {"rtpghi", NULL}, {0x180000fe, 0x100000, 0x20}},
    {"griffinLim", {"griffinLim", NULL}, {0x180001fe, 0x180000, 0x3c}},
    {"pghi", {"pghi", NULL}, {0x180001fe, 0x100000, 0x30}},
    {"pghiPhase", {"pghiPhase", NULL}, {0x180001fe, 0x100000, 0x30}},
    {"log", {"log", NULL}, {0x0, 0xe00000, 0x0}},
    {"db", {"db", NULL}, {0x0, 0x7000000, 0x0}},
    {"delta", {"delta", NULL}, {0x0, 0x70000000, 0x0}},
    {"gain", {"gain", NULL}, {0x0, 0x8000000, 0x0}},
    {"phase", {"phase", NULL}, {0x0, 0x0, 0x0}},
    {"frequencyOffset", {"frequencyOffset", NULL}, {0x0, 0x0, 0x0}},
    {"fbank", {"fbank", NULL}, {0x7efffff, 0x0, 0x0}},
    {"given", {"given", NULL}, {0x80003, 0x20000, 0xf00}},
    {"affine", {"affine", NULL}, {0x0, 0x0, 0xc0}},
};

/* What holds for a kind where nothing is, or may be, said, and differs from what fields say. */
static const struct special {
  unsigned char kind, field;
  struct usual usual;
} specials[] = {
    {2, SG_FIELD_hop_length, {how_constant, 0, 0, 512}}, /* mel */
    {8, SG_FIELD_hop_length, {how_share, SG_FIELD_win_length, 0, 32}}, /* synchrosqueeze */
    {9, SG_FIELD_hop_length, {how_share, SG_FIELD_win_length, 0, 32}}, /* unsqueeze */
    {10, SG_FIELD_hop_length, {how_constant, 0, 0, 512}}, /* cqt */
    {10, SG_FIELD_f_min, {how_constant, 0, 0, 32.70319566257483}}, /* cqt */
    {11, SG_FIELD_hop_length, {how_constant, 0, 0, 512}}, /* vqt */
    {11, SG_FIELD_f_min, {how_constant, 0, 0, 32.70319566257483}}, /* vqt */
    {11, SG_FIELD_gamma, {how_constant, 0, 0, -1}}, /* vqt */
    {12, SG_FIELD_hop_length, {how_constant, 0, 0, 512}}, /* pseudoCqt */
    {12, SG_FIELD_f_min, {how_constant, 0, 0, 32.70319566257483}}, /* pseudoCqt */
    {13, SG_FIELD_hop_length, {how_constant, 0, 0, 512}}, /* hybridCqt */
    {13, SG_FIELD_f_min, {how_constant, 0, 0, 32.70319566257483}}, /* hybridCqt */
    {14, SG_FIELD_hop_length, {how_constant, 0, 0, 512}}, /* chroma */
    {14, SG_FIELD_f_min, {how_constant, 0, 0, 32.70319566257483}}, /* chroma */
    {14, SG_FIELD_bins_per_octave, {how_constant, 0, 0, 36}}, /* chroma */
    {14, SG_FIELD_n_bins, {how_product, SG_FIELD_n_octaves, 0, SG_FIELD_bins_per_octave}}, /* chroma */
    {14, SG_FIELD_filter_norm, {how_constant, 0, 0, 1}}, /* chroma */
    {14, SG_FIELD_scale, {how_constant, 0, 0, 1}}, /* chroma */
    {14, SG_FIELD_low_latency, {how_constant, 0, 0, 0}}, /* chroma */
    {15, SG_FIELD_hop_length, {how_constant, 0, 0, 512}}, /* chromaCens */
    {15, SG_FIELD_f_min, {how_constant, 0, 0, 32.70319566257483}}, /* chromaCens */
    {15, SG_FIELD_bins_per_octave, {how_constant, 0, 0, 36}}, /* chromaCens */
    {15, SG_FIELD_n_bins, {how_product, SG_FIELD_n_octaves, 0, SG_FIELD_bins_per_octave}}, /* chromaCens */
    {15, SG_FIELD_filter_norm, {how_constant, 0, 0, 1}}, /* chromaCens */
    {15, SG_FIELD_scale, {how_constant, 0, 0, 1}}, /* chromaCens */
    {15, SG_FIELD_low_latency, {how_constant, 0, 0, 0}}, /* chromaCens */
    {15, SG_FIELD_chroma_norm, {how_constant, 0, 0, 1}}, /* chromaCens */
    {16, SG_FIELD_f_min, {how_constant, 0, 0, 32.70319566257483}}, /* pitchClasses */
    {20, SG_FIELD_win_length, {how_share, SG_FIELD_n_fft, 0, 1}}, /* estimateTuning */
    {20, SG_FIELD_hop_length, {how_share, SG_FIELD_win_length, 0, 4}}, /* estimateTuning */
    {20, SG_FIELD_window, {how_constant, 0, 0, 1}}, /* estimateTuning */
    {20, SG_FIELD_center, {how_constant, 0, 0, 1}}, /* estimateTuning */
    {20, SG_FIELD_pad_mode, {how_constant, 0, 0, 0}}, /* estimateTuning */
    {20, SG_FIELD_power, {how_constant, 0, 0, 1}}, /* estimateTuning */
    {20, SG_FIELD_scaling, {how_constant, 0, 0, 0}}, /* estimateTuning */
    {20, SG_FIELD_f_min, {how_constant, 0, 0, 150}}, /* estimateTuning */
    {20, SG_FIELD_f_max, {how_constant, 0, 0, 4000}}, /* estimateTuning */
    {21, SG_FIELD_f_min, {how_constant, 0, 0, 150}}, /* tuning */
    {21, SG_FIELD_f_max, {how_constant, 0, 0, 4000}}, /* tuning */
    {22, SG_FIELD_n_fft, {how_fitted, 0, 0, 0}}, /* nsgt */
    {22, SG_FIELD_f_min, {how_constant, 0, 0, 32.70319566257483}}, /* nsgt */
    {22, SG_FIELD_n_bins, {how_fitted, 0, 0, 0}}, /* nsgt */
    {23, SG_FIELD_hop_length, {how_constant, 0, 0, 512}}, /* icqt */
    {23, SG_FIELD_f_min, {how_constant, 0, 0, 32.70319566257483}}, /* icqt */
    {24, SG_FIELD_hop_length, {how_constant, 0, 0, 512}}, /* icqtLeastSquares */
    {24, SG_FIELD_f_min, {how_constant, 0, 0, 32.70319566257483}}, /* icqtLeastSquares */
    {24, SG_FIELD_n_iter, {how_constant, 0, 0, 16}}, /* icqtLeastSquares */
    {25, SG_FIELD_hop_length, {how_constant, 0, 0, 512}}, /* griffinLimCqt */
    {25, SG_FIELD_f_min, {how_constant, 0, 0, 32.70319566257483}}, /* griffinLimCqt */
    {26, SG_FIELD_n_fft, {how_fitted, 0, 0, 0}}, /* insgt */
    {26, SG_FIELD_f_min, {how_constant, 0, 0, 32.70319566257483}}, /* insgt */
    {26, SG_FIELD_n_bins, {how_fitted, 0, 0, 0}}, /* insgt */
    {37, SG_FIELD_hop_length, {how_constant, 0, 0, 512}}, /* fbank */
    {38, SG_FIELD_column_step, {how_constant, 0, 0, 1}}, /* given */
};

static const char *const sentences[] = {
    [SG_OK] = "no error",
    [SG_NO_MEMORY] = "not enough memory",
    [SG_NO_SUCH_KIND] = "no transform has that name",
    [SG_NO_SUCH_FIELD] = "no option has that number",
    [SG_NOLA] = "window and hopLength leave samples that no window covers, so there is no inverse (center false: of its ends, which lie under the end of one window each; center true gives what lies between)",
    [SG_WIN_ABOVE_FFT] = "winLength must be at most nFft",
    [SG_F_ORDER] = "fMin must be below fMax",
    [SG_NOTHING_MOVES] = "reassignTimes and reassignFrequencies must not both be false",
    [SG_WINDOW_SUM] = "window must be finite numbers whose absolute values add up to at most 262144 (and its sum must not be 0 where it is divided by)",
    [SG_NEEDS_RATE] = "sampleRate must be given, in Hz",
    [SG_TOO_LARGE] = "the sizes asked for do not fit in memory",
    [SG_LOG_ZERO] = "fMin must be 0 or at least 1e-6 on a logarithmic axis",
    [SG_HOP_ABOVE_WINDOW] = "hopLength must be at most winLength",
    [SG_FEW_FRAMES] = "S must have at least 1 frame",
    [SG_LENGTH_FRAMES] = "length must give as many frames as S has: from hopLength * (frames - 1) to hopLength more",
    [SG_WINDOW_CENTRE] = "window must not be 0 in its middle",
    [SG_F_MIN] = "fMin must be above 0",
    [SG_ABOVE_NYQUIST] = "the highest bin, with its bandwidth, must lie below sampleRate / 2",
    [SG_FILTER_LONG] = "the lowest bin's filter must be at most 262144 samples long",
    [SG_LATE_PADDING] = "padMode must be 'constant', 'edge' or 'linear_ramp' with lowLatency: others wait for what they mirror",
    [SG_STEPS] = "a chain must have 1 to 8 stages",
    [SG_DOES_NOT_FOLLOW] = "the stages of a chain must each take what the one before gives, samples or rows",
    [SG_ROW_LENGTH] = "the stages of a chain must each take rows as long as the one before gives",
    [SG_MANY_BINS] = "nBins must be at most 4096, also where it follows from other options",
    [SG_NEEDS_REAL] = "this stage takes real values, one a bin, and complex ones or pairs come: take a spectrogram",
    [SG_NEEDS_COMPLEX] = "this stage takes complex values, one a bin: take stft",
    [SG_NO_FULL_SCALE] = "gainDb must be a number where nobody knows what a full-scale sine reads",
    [SG_ORDER_ABOVE_WIDTH] = "order must be below width",
    [SG_OTHER_BINS] = "fMin and binsPerOctave must be those of the constant-Q transform that this stage follows",
    [SG_NEEDS_SPECTRUM] = "this stage takes magnitudes or powers of all bins from 0 Hz to half the sample rate: take a spectrogram",
    [SG_NEEDS_LEVELS] = "this stage takes levels: complex values, magnitudes, powers or decibels",
    [SG_SHORT_SLICE] = "nFft must be at least 2 for slices",
    [SG_BEYOND_FRAMES] = "length must not reach beyond the samples that the frames cover",
    [SG_NEEDS_CONSTANT_Q] = "this stage takes the complex bins of a constant-Q transform: take cqt or vqt",
};

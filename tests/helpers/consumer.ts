// What users write in TypeScript; tests/promises/types.test.js compiles it, and nothing runs it.
import {
  type Analyser,
  type AnalyserOptions,
  type Chain,
  type ChromaOptions,
  type ColumnsDetail,
  createPool,
  type CqtOptions,
  type Engine,
  load,
  type MelSpectrogramOptions,
  type NodeOptions,
  type Pool,
  type PoolOptions,
  type PseudoCqtOptions,
  type Reassigned,
  type RendererOptions,
  type Samples,
  type Spectrogram,
  SpectrogramNode,
  type SpectrogramNodeEvents,
  type SpectrogramNodeOptions,
  type SpectrogramOptions,
  SpectrogramRenderer,
  type StftOptions,
  type Synthesiser,
  type Tensor,
  type TensorLike,
  type TuningOptions,
  type VqtOptions,
  type WindowMetrics,
} from 'specgram';

declare const context: AudioContext;
declare const canvas: HTMLCanvasElement;
declare const buffer: AudioBuffer;
declare const samples: Float32Array;
declare const stop: AbortSignal;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <_T extends true>() => {};

const sg: Engine = await load();

// An AudioBuffer brings its sample rate.
for (const S of [
  sg.cqt(buffer, {}),
  sg.vqt(buffer),
  sg.pseudoCqt(buffer, { nBins: 60 }),
  sg.hybridCqt(buffer),
  sg.nsgt(buffer),
  sg.chroma(buffer, {}),
  sg.chromaCens(buffer),
  sg.melSpectrogram(buffer, { nMels: 40 }),
]) {
  is<Same<typeof S, Spectrogram>>();
}
is<Same<ReturnType<typeof sg.estimateTuning>, number>>();
const tuning: number = sg.estimateTuning(buffer, { channel: 'mix' });
const cells: Reassigned = sg.reassignedSpectrogram(buffer, {});
// @ts-expect-error: not an option
sg.cqt(buffer, { bins: 5 });
// Anything else is told it.
declare const sound1: Samples;
sg.melSpectrogram(samples, { sampleRate: 22050 });
sg.chroma(sound1, { sampleRate: 22050 });
// @ts-expect-error: plain samples have no rate
sg.melSpectrogram(samples, { nMels: 40 });
// @ts-expect-error: nor without options
sg.cqt(samples);
// @ts-expect-error: what may be plain samples may have none
sg.estimateTuning(sound1, {});
// @ts-expect-error: not an option
sg.melSpectrogram(samples, { sampleRate: 22050, mels: 5 });
// @ts-expect-error: live sound has no rate of its own
sg.analyser('mel', { nMels: 40 });
// @ts-expect-error: live sound has no rate of its own
sg.analyser('cqt', {});
const live: Analyser = sg.analyser('cqt', { sampleRate: 48000, lowLatency: true });

// Events of the node.
const node = await SpectrogramNode.create(context, { transform: 'cqt', nBins: 84, binsPerOctave: 12, gamma: 0 });
node.addEventListener('columns', (event) => {
  is<Same<typeof event, CustomEvent<ColumnsDetail>>>();
  const { data, count, bins, firstIndex, dropped } = event.detail;
  is<Same<typeof data, Float32Array<ArrayBuffer>>>();
  const sum: number = count + bins + firstIndex + dropped;
});
const onColumns = ({ detail }: SpectrogramNodeEvents['columns']) => detail.count;
node.addEventListener('columns', onColumns, { once: true });
node.removeEventListener('columns', onColumns);
node.addEventListener('restart', (event) => event.detail.error.message);
node.addEventListener('error', (event) => event.message);
node.addEventListener('processorerror', (event) => event.type);
node.addEventListener('my-own', { handleEvent: (event: Event) => event.type });
// @ts-expect-error: a column is no string
node.addEventListener('columns', (event: CustomEvent<string>) => event);
const plain: AudioWorkletNode = node;

// The pool: the same names, as promises.
const pool: Pool = await createPool({ workers: 2, signal: stop } satisfies PoolOptions);
const job = { signal: stop, onProgress: ({ done, total }: { done: number; total: number }) => done / total };
is<Same<ReturnType<typeof pool.cqt>, Promise<Spectrogram>>>();
is<Same<ReturnType<typeof pool.estimateTuning>, Promise<number>>>();
is<Same<ReturnType<typeof pool.icqt>, Promise<Float32Array<ArrayBuffer>>>>();
const C = await pool.cqt(samples, { sampleRate: 48000, nBins: 60, ...job });
const back: Float32Array<ArrayBuffer> = await pool.icqt(C, { nIter: 4, ...job });
await pool.griffinLimCqt(await pool.hybridCqt(buffer, job), { ...job, onIteration: (i, error) => i + error });
const phases: Tensor = await pool.pghi(C, { output: 'phase', ...job });
const sound: Float32Array<ArrayBuffer> = await pool.pghi(C);
await pool.melFilterbank({ sampleRate: 48000, ...job });
// @ts-expect-error: not an option
pool.cqt(buffer, { bins: 5 });
// @ts-expect-error: sampleRate is required
pool.melFilterbank({});
// @ts-expect-error: plain samples have no rate, in a pool either
pool.melSpectrogram(samples, job);

// What the engine gives, the renderer takes.
const S: Spectrogram = sg.powerToDb(sg.spectrogram(samples, { sampleRate: 48000 }));
const { hopLength, frequencies } = S;
const options: RendererOptions = { sampleRate: 48000, hopLength, frequencies, unit: 'dB' };
const renderer = new SpectrogramRenderer(canvas, options);
renderer.set({ unit: 'Hz' });
const M = sg.melSpectrogram(buffer);
const natural = { sampleRate: M.sampleRate, hopLength: M.hopLength, frequencies: M.frequencies, unit: M.unit };
new SpectrogramRenderer(canvas, natural).append(M);
new SpectrogramRenderer(canvas, { ...natural, unit: node.unit, frequencies: node.frequencies, fMin: undefined });
new SpectrogramRenderer(canvas.transferControlToOffscreen(), natural).set({ unit: live.unit, fMin: undefined });
const empty: number = M.emptyBands + live.emptyBands + node.emptyBands;
// What may be undefined may be given.
const maybe: { nFft: number | undefined; signal: AbortSignal | undefined } = { nFft: undefined, signal: undefined };
sg.stft(samples, { nFft: maybe.nFft });
sg.istft({ data: M.data, shape: M.shape, hopLength: maybe.nFft }, { length: maybe.nFft });
sg.griffinLim({ ...M, kind: undefined }, { nIter: maybe.nFft, onIteration: undefined });
await load({ signal: maybe.signal, wasm: undefined });
await SpectrogramNode.create(context, { transform: undefined, signal: maybe.signal, nFft: maybe.nFft });
sg.analyser(['mel', ['log', { base: undefined }]], { sampleRate: 48000, nFft: 512 });
// A chain that is passed on needs its type, or to be a constant.
const chain: Chain = [['mel', { nMels: 80 }], ['log', {}]];
const constant = [['mel', { nMels: 80 }], ['log', {}]] as const;
for (const stages of [chain, constant]) {
  sg.analyser(stages, { sampleRate: 48000 });
  is<Same<Awaited<ReturnType<typeof pool.analyse>>, Spectrogram>>();
  sg.analyse(samples, stages, { sampleRate: 48000 });
  await SpectrogramNode.create(context, { transform: stages });
}
const mels: TensorLike = sg.powerToDb(M, { topDb: undefined });

// Options by name.
const stft: StftOptions = { nFft: 512, channel: 'mix' };
const more: [
  SpectrogramOptions,
  MelSpectrogramOptions,
  CqtOptions,
  VqtOptions,
  PseudoCqtOptions,
  ChromaOptions,
  TuningOptions,
  SpectrogramNodeOptions,
  NodeOptions,
] =
  [{ power: 1 }, { nMels: 40 }, { nBins: 84 }, { gamma: 0 }, {}, { nChroma: 12 }, {}, { transform: 'mel' }, {}];
const of: (given: Samples, by: AnalyserOptions['mel']) => TensorLike = (given, by) => sg.melSpectrogram(given, by);
const synthesiser: Synthesiser = sg.synthesiser('istft', { nFft: 512 });
const metrics: WindowMetrics = sg.windowMetrics('hann', 512);
export { back, cells, empty, live, mels, metrics, more, of, phases, plain, sound, stft, synthesiser, tuning };

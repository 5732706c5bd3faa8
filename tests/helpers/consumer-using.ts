// The same for projects that know `using`.
import { createPool, load, SpectrogramNode, SpectrogramRenderer } from 'specgram';

export async function use(context: AudioContext, canvas: HTMLCanvasElement) {
  using sg = await load();
  using live = sg.analyser('mel', { sampleRate: 48000 });
  using synthesiser = sg.synthesiser('istft', { nFft: 512 });
  using pool = await createPool();
  using node = await SpectrogramNode.create(context, { transform: 'mel' });
  const { frequencies } = live;
  using renderer = new SpectrogramRenderer(canvas, { sampleRate: 48000, hopLength: 512, frequencies });
  const closing: Disposable[] = [sg, live, synthesiser, pool, node, renderer];
  node.addEventListener('columns', ({ detail }) => renderer.append(detail.data, detail.count));
  return [await pool.stft(new Float32Array(5000)), closing.length];
}

// Takes the stream of sound apart: int32 sample rate, int32 audio channels, then frames of int64 microseconds (when the pipe took it)
// and 20 ms of 16-bit samples, all little-endian.

const HEAD_BYTES = 8;
const STAMP_BYTES = 8;
const FRAMES_PER_SECOND = 50;
const FULL_SCALE = 32768;

/** Cuts pieces of any length into frames. */
export class FrameReader {
  #rest = new Uint8Array(0);
  #format = null;

  /** What is whole with this piece: frames with written (µs), sampleRate and channels (arrays of samples from -1 to 1). */
  add(piece) {
    let bytes = piece;
    if (this.#rest.length > 0) {
      bytes = new Uint8Array(this.#rest.length + piece.length);
      bytes.set(this.#rest);
      bytes.set(piece, this.#rest.length);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    if (!this.#format && bytes.length >= HEAD_BYTES) {
      this.#format = head(view);
      at = HEAD_BYTES;
    }
    const frames = [];
    while (this.#format && bytes.length - at >= this.#format.frameBytes) {
      frames.push(frame(view, at, this.#format));
      at += this.#format.frameBytes;
    }
    this.#rest = bytes.slice(at);
    return frames;
  }
}

function head(view) {
  const sampleRate = view.getInt32(0, true);
  const channelCount = view.getInt32(4, true);
  if (sampleRate < 8000 || sampleRate > 192_000 || channelCount < 1 || channelCount > 8) {
    throw new Error(`the stream of sound says ${sampleRate} Hz and ${channelCount} channels`);
  }
  const samples = sampleRate / FRAMES_PER_SECOND;
  return {sampleRate, channelCount, samples, frameBytes: STAMP_BYTES + samples * channelCount * 2};
}

function frame(view, at, {sampleRate, channelCount, samples}) {
  const written = Number(view.getBigInt64(at, true));
  const channels = Array.from({length: channelCount}, () => new Float32Array(samples));
  let from = at + STAMP_BYTES;
  for (let i = 0; i < samples; i++) {
    for (const channel of channels) {
      channel[i] = view.getInt16(from, true) / FULL_SCALE;
      from += 2;
    }
  }
  return {written, sampleRate, channels};
}

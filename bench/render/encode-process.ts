import { AV_CODEC_FLAG_GLOBAL_HEADER } from 'node-av/constants';
import { Codec, CodecContext, Packet, Rational } from 'node-av/lib';
import { openDecoder } from '../../src/render/engine/decoder.ts';
import { setOptions } from '../../src/render/engine/options.ts';
import type { Source } from '../../src/timeline/material.ts';

/**
 * Decodes a video and, when told to, encodes its frames with x264 at the settings of the benchmark. Run both ways, the
 * difference is what x264 alone costs.
 */

const [path = '', mode = 'decode'] = process.argv.slice(2);
const source = { path, facts: { format: 'mov,mp4,m4a,3gp,3g2,mj2' } } as Source;
const decoder = openDecoder('benchmark', source, 'video');
const codec = Codec.findEncoderByName('libx264' as never);
const encoder = new CodecContext();
encoder.allocContext3(codec);
const packet = new Packet();
packet.alloc();
let number = 0;
for (let next = decoder.next(); next !== null; next = decoder.next()) {
  const { frame } = next;
  if (mode === 'encode') {
    if (number === 0) {
      encoder.width = frame.width;
      encoder.height = frame.height;
      encoder.pixelFormat = frame.format as never;
      encoder.timeBase = new Rational(1, 30);
      encoder.framerate = new Rational(30, 1);
      encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
      setOptions(encoder, { preset: 'veryfast', crf: '23' });
      if (encoder.open2Sync(codec, null) < 0) throw new Error('x264 does not open');
    }
    frame.pts = BigInt(number);
    frame.pictType = 0 as never;
    encoder.sendFrameSync(frame);
    while (encoder.receivePacketSync(packet) >= 0) packet.unref();
  }
  frame.free();
  number += 1;
}
if (mode === 'encode') {
  encoder.sendFrameSync(null);
  while (encoder.receivePacketSync(packet) >= 0) packet.unref();
}
decoder.close();

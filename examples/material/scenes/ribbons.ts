import { alpha, backdrop, blend } from '../paint.ts';
import { landscape, type Scene } from '../scene.ts';

/** Silk ribbons of light flow over dark plum. */
export const ribbons: Scene = {
  name: 'ribbons',
  ...landscape,
  fps: 25,
  seconds: 6,
  prepare: () => (brush, second) => {
    backdrop(brush, landscape, ['#1b0b2e', '#3a0f4d', '#200a35'], 1);
    brush.globalCompositeOperation = 'lighter';
    brush.lineWidth = 5;
    const lines = 52;
    for (let line = 0; line < lines; line++) {
      const part = line / (lines - 1);
      const color =
        part < 0.5 ? blend('#ff2e88', '#ff9a3c', part * 2) : blend('#ff9a3c', '#6c5cff', part * 2 - 1);
      brush.strokeStyle = alpha(color, 0.62);
      brush.beginPath();
      for (let x = -20; x <= 1940; x += 24) {
        const at = x / 1920;
        const twist = Math.sin(at * 3.4 + second * 0.55) * 0.5 + Math.sin(at * 1.7 - second * 0.4) * 0.7;
        const y =
          540 + Math.sin(at * 5.2 + second * 0.8 + part * 1.3) * 170 + (part - 0.5) * (twist * 320 + 520);
        brush.lineTo(x, y + Math.sin(at * 11 - second * 1.1 + part * 4) * 22);
      }
      brush.stroke();
    }
    brush.globalCompositeOperation = 'source-over';
  },
};

import { renderTimeline } from '../../src/render/render.ts';
import type { RenderRequest } from '../../src/render/request.ts';

/** Starts a render and says so; the test then kills this process. */
process.once('message', (request) => {
  void renderTimeline(request as RenderRequest, { onProgress: (percent) => process.send?.(percent) });
});

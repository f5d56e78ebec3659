/** Takes pictures out of videos of this server. */
export type FrameGrabber = {
  /** The picture at a moment, or null when the browser cannot read the video. */
  grab(path: string, seconds: number): Promise<ImageBitmap | null>;
  /** Lets go of everything. */
  close(): void;
};

const pictureHeight = 96;
const patienceMilliseconds = 15_000;

function once(video: HTMLVideoElement, name: 'loadeddata' | 'seeked'): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isThere: boolean) => () => {
      clearTimeout(timer);
      video.removeEventListener(name, onThere);
      video.removeEventListener('error', onError);
      resolve(isThere);
    };
    const onThere = end(true);
    const onError = end(false);
    const timer = setTimeout(end(false), patienceMilliseconds);
    video.addEventListener(name, onThere);
    video.addEventListener('error', onError);
  });
}

function open(path: string): { video: HTMLVideoElement; ready: Promise<boolean> } {
  const video = document.createElement('video');
  const ready = once(video, 'loadeddata');
  Object.assign(video, { muted: true, preload: 'auto', playsInline: true, src: path });
  return { video, ready };
}

async function pictureAt(video: HTMLVideoElement, seconds: number): Promise<ImageBitmap | null> {
  const wanted = Math.min(seconds, Math.max(0, video.duration - 0.05));
  if (Math.abs(video.currentTime - wanted) > 1e-3) {
    const sought = once(video, 'seeked');
    video.currentTime = wanted;
    if (!(await sought)) return null;
  }
  const { videoWidth, videoHeight } = video;
  if (videoHeight === 0) return null;
  const resizeWidth = Math.max(1, Math.round((videoWidth / videoHeight) * pictureHeight));
  return createImageBitmap(video, { resizeWidth, resizeHeight: pictureHeight });
}

/** Makes a grabber; each video is opened once, and its pictures are taken one after the other. */
export function createFrameGrabber(): FrameGrabber {
  const sources = new Map<string, ReturnType<typeof open>>();
  const pictures = new Map<string, Promise<ImageBitmap | null>>();
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const take = async (path: string, seconds: number): Promise<ImageBitmap | null> => {
    if (isClosed) return null;
    const source = sources.get(path) ?? open(path);
    sources.set(path, source);
    if (!(await source.ready)) return null;
    return isClosed ? null : pictureAt(source.video, seconds);
  };
  return {
    grab(path, seconds) {
      const key = `${seconds} ${path}`;
      const known = pictures.get(key);
      if (known !== undefined) return known;
      const picture = last.then(() => take(path, seconds)).catch(() => null);
      last = picture;
      pictures.set(key, picture);
      return picture;
    },
    close() {
      isClosed = true;
      for (const { video } of sources.values()) {
        video.removeAttribute('src');
        video.load();
      }
      sources.clear();
      for (const picture of pictures.values()) void picture.then((bitmap) => bitmap?.close());
      pictures.clear();
    },
  };
}

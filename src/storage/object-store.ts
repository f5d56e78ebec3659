import type { Readable } from 'node:stream';
import type { ObjectLocation } from './object-name.ts';

/** What is known of an object without reading it. */
export type ObjectStat = {
  /** Bytes. */
  size: number;
  modified: Date;
  /** Changes whenever the bytes do; no quotes around it. */
  etag: string;
};

/** Bytes `start` to `end`, both included. */
export type ByteRange = { start: number; end: number };

/**
 * Where objects live. Every method checks the name first and throws ApiError `InvalidParameter` for one that cannot be
 * (`object-name.ts`); an object is seen whole or not at all.
 */
export type ObjectStore = {
  /** Facts of an object, or null when there is none. */
  stat(location: ObjectLocation): Promise<ObjectStat | null>;
  /** Opens an object, or a part of it that lies inside; null when there is none. The reader ends or destroys `body`. */
  read(location: ObjectLocation, range?: ByteRange): Promise<{ stat: ObjectStat; body: Readable } | null>;
  /**
   * Stores what the stream gives; an object of that name is replaced.
   *
   * @throws ApiError `EntityTooLarge` when there are more than `maxBytes`
   */
  put(location: ObjectLocation, body: Readable, maxBytes: number): Promise<ObjectStat>;
  /** Stores a file of this machine; with `move` the file is gone afterwards. */
  putFile(location: ObjectLocation, path: string, options: { move: boolean }): Promise<ObjectStat>;
  /** A file of this machine that holds the object, to read only; null when there is no such object. */
  localPath(location: ObjectLocation): Promise<string | null>;
  /** Deletes an object; false when there was none. */
  delete(location: ObjectLocation): Promise<boolean>;
};

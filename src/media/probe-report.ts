import type { MediaFacts } from '../timeline/material.ts';

/**
 * What GetMediaInfo tells of a file (timeline.md 5.2): the figures of its container and of its streams, every value a
 * string as ffprobe writes it. An unknown value is an empty string.
 */

/** One stream of pictures. */
export type VideoStreamInfo = {
  Index: string;
  CodecName: string;
  CodecLongName: string;
  CodecTimeBase: string;
  CodecTagString: string;
  CodecTag: string;
  Profile: string;
  Width: string;
  Height: string;
  HasBFrames: string;
  Sar: string;
  Dar: string;
  PixFmt: string;
  Level: string;
  Fps: string;
  AvgFPS: string;
  Timebase: string;
  StartTime: string;
  Duration: string;
  /** Kbit/s. */
  Bitrate: string;
  NumFrames: string;
  Nb_frames: string;
  Lang: string;
  /** Clockwise degrees. */
  Rotate: string;
};

/** One stream of sound. */
export type AudioStreamInfo = {
  Index: string;
  CodecName: string;
  CodecLongName: string;
  CodecTimeBase: string;
  CodecTagString: string;
  CodecTag: string;
  Profile: string;
  SampleFmt: string;
  SampleRate: string;
  Channels: string;
  ChannelLayout: string;
  Timebase: string;
  StartTime: string;
  Duration: string;
  /** Kbit/s. */
  Bitrate: string;
  Fps: string;
  NumFrames: string;
  Lang: string;
};

/** One stream of texts. */
export type SubtitleStreamInfo = {
  Index: string;
  CodecName: string;
  CodecLongName: string;
  CodecTimeBase: string;
  CodecTagString: string;
  CodecTag: string;
  Timebase: string;
  StartTime: string;
  Duration: string;
  Lang: string;
};

/** Everything that GetMediaInfo tells of the content of a file. */
export type ProbeReport = {
  FileBasicInfo: {
    FormatName: string;
    /** Seconds. */
    Duration: string;
    /** Kbit/s. */
    Bitrate: string;
    Width: string;
    Height: string;
    /** Bytes. */
    FileSize: string;
  };
  VideoStreamInfoList: VideoStreamInfo[];
  AudioStreamInfoList: AudioStreamInfo[];
  SubtitleStreamInfoList: SubtitleStreamInfo[];
};

/** A file that was read: the facts that edits rest on, and the report that clients see. */
export type Probe = { facts: MediaFacts; report: ProbeReport };

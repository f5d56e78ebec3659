declare module '@echogarden/espeak-ng-emscripten' {
  /** A mark in the sound; `text_position` counts characters from 1, `audio_position` milliseconds. */
  export type EspeakEvent = {
    type: string;
    text_position: number;
    word_length: number;
    audio_position: number;
  };

  export type EspeakWorker = {
    get_samplerate(): number;
    set_voice(name: string, language: string, gender: number, age: number, variant: number): number;
    set_rate(wordsPerMinute: number): void;
    set_pitch(percent: number): void;
    synthesize(text: string, callback: (samples: Int16Array, events: EspeakEvent[]) => boolean): void;
  };

  export type EspeakModule = { eSpeakNGWorker: new () => EspeakWorker };

  const load: (settings: {
    print?: (line: string) => void;
    printErr?: (line: string) => void;
  }) => Promise<EspeakModule>;
  export default load;
}

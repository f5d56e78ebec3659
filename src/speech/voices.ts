/** What an ICE voice id (batch.md 10.1) comes to. */
export type Voice = {
  id: string;
  gender: 'female' | 'male' | 'child';
  /** Language that the voice is made for, BCP 47 primary; voices for Chinese read English as well. */
  language: string;
  /** Accent of English: British where ICE says so. */
  british: boolean;
  /** Voice variant of eSpeak NG. */
  variant: string;
};

/** Variants of eSpeak NG by gender; ids take turns, so that different ids sound different. */
const variants = {
  female: ['f2', 'f3', 'f1', 'f4', 'f5', 'linda', 'belinda'],
  male: ['m3', 'm1', 'm2', 'm6', 'm7', 'Michael'],
  child: ['Annie', 'Alicia'],
} as const satisfies Record<Voice['gender'], readonly string[]>;

type Group = { language: string; gender: Voice['gender']; british?: boolean; ids: string };

const groups: Group[] = [
  {
    language: 'zh',
    gender: 'female',
    ids:
      'zhimiao_emo zhimi_emo zhiyan_emo zhitian_emo zhitian zhiqing zhifei zhijia zhilun zhiqi zhiqian zhiru zhiwei ' +
      'zhixiaobai zhixiaoxia zhiya aixia aiyue aiya aijing aimei siyue aina aiyu xiaomei yina sijing zhiyuan zhiyue ' +
      'zhistella zhigui aiqi aijia siqi sijia yuer ruoxi ninger xiaoyun ruilin zhimao laomei xiaoxian guijie stella ' +
      'maoxiaomei qiaowei ailun aifei yaqun rosa cuijie taozi qingqing xiaoze chuangirl longwan longhua ' +
      'longxiaochun longxiaoxia longxiaobai longjing longmiao longyue longyuan longtong loongstella loongbella ' +
      'longhua_v2 loongbella_v2 longwan_v2 longxiaochun_v2 longxiaoxia_v2 zhixiaomei zhifeng_emo',
  },
  {
    language: 'zh',
    gender: 'male',
    ids:
      'zhichu zhide zhinan zhixiang abin aishuo zhishuo zhida aicheng mashu aida sicheng xiaogang laotie stanley kenny ' +
      'dahu aikan longcheng longxiaocheng longlaotie longshu longshuo longfei longxiang longcheng_v2 longshu_v2 ' +
      'zhibing_emo',
  },
  {
    language: 'zh',
    gender: 'child',
    ids: 'zhibei_emo aitong aiwei jielidou xiaobei sitong aibao longjielidou',
  },
  { language: 'yue', gender: 'female', ids: 'kelly jiajia shanshan' },
  { language: 'en', gender: 'female', ids: 'ava annie abby lydia cally' },
  { language: 'en', gender: 'female', british: true, ids: 'luna emily olivia wendy' },
  { language: 'en', gender: 'male', ids: 'andy' },
  { language: 'en', gender: 'male', british: true, ids: 'luca eric harry' },
  { language: 'it', gender: 'female', ids: 'perla' },
  { language: 'es', gender: 'female', ids: 'camila' },
  { language: 'ru', gender: 'female', ids: 'masha' },
  { language: 'ko', gender: 'female', ids: 'kyong' },
  { language: 'vi', gender: 'female', ids: 'tien' },
  { language: 'ja', gender: 'female', ids: 'tomoka' },
  { language: 'ja', gender: 'male', ids: 'tomoya' },
  { language: 'id', gender: 'female', ids: 'indah' },
  { language: 'ms', gender: 'female', ids: 'farah' },
  { language: 'fil', gender: 'female', ids: 'tala' },
];

function listVoices(): Voice[] {
  const taken = { female: 0, male: 0, child: 0 };
  return groups.flatMap(({ language, gender, british = false, ids }) =>
    ids.split(' ').map((id) => {
      const choice = variants[gender];
      const variant = choice[taken[gender]++ % choice.length] ?? choice[0];
      return { id, gender, language, british, variant };
    }),
  );
}

/** Every ICE voice id that is known, in the order of the documents. */
export const voices: readonly Voice[] = listVoices();

const byId = new Map(voices.map((voice) => [voice.id.toLowerCase(), voice]));
/** The voice of a request that names none. */
export const defaultVoice: Voice = {
  id: '',
  gender: 'female',
  language: 'zh',
  british: false,
  variant: 'f2',
};

/** The voice of an id, in any case; null for an unknown id. An empty id is the default voice. */
export function voiceOf(id: string): Voice | null {
  return id.trim() === '' ? defaultVoice : (byId.get(id.trim().toLowerCase()) ?? null);
}

/** Names of eSpeak NG for the languages that texts are read in, and the words a minute that sound natural. */
const embedded: Record<string, { name: string; wordsPerMinute: number }> = {
  zh: { name: 'cmn', wordsPerMinute: 195 },
  yue: { name: 'yue', wordsPerMinute: 200 },
  en: { name: 'en-us', wordsPerMinute: 170 },
  ja: { name: 'ja', wordsPerMinute: 190 },
  ko: { name: 'ko', wordsPerMinute: 190 },
  ru: { name: 'ru', wordsPerMinute: 170 },
  it: { name: 'it', wordsPerMinute: 175 },
  es: { name: 'es', wordsPerMinute: 180 },
  vi: { name: 'vi', wordsPerMinute: 190 },
  id: { name: 'id', wordsPerMinute: 170 },
  ms: { name: 'ms', wordsPerMinute: 170 },
  fr: { name: 'fr', wordsPerMinute: 175 },
  de: { name: 'de', wordsPerMinute: 165 },
  pt: { name: 'pt-br', wordsPerMinute: 175 },
};

/** Whether eSpeak NG has a voice for a language. */
export function readsLanguage(language: string): boolean {
  return Object.hasOwn(embedded, language);
}

/**
 * How eSpeak NG reads a language with a voice; Filipino and other unknown languages are read as English is.
 */
export function embeddedVoice(voice: Voice, language: string): { name: string; wordsPerMinute: number } {
  const { name, wordsPerMinute } = embedded[language] ?? { name: 'en-us', wordsPerMinute: 170 };
  const base = language === 'en' && voice.british ? 'en-gb-x-rp' : name;
  return { name: `${base}+${voice.variant}`, wordsPerMinute };
}

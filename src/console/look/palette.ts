/** The colours of the console. Text colours have a contrast of at least 4.5 : 1 on `paper`, `sheet` and `raised`. */
export type Palette = {
  /** Behind everything. */
  paper: string;
  /** Cards, tables, forms. */
  sheet: string;
  /** What floats: menus, dialogs, hovered rows. */
  raised: string;
  line: string;
  /** Border of what can be typed into or pressed. */
  edge: string;
  ink: string;
  inkSoft: string;
  inkFaint: string;
  accent: string;
  /** Text on `accent`. */
  accentInk: string;
  /** Behind what is selected. */
  accentSoft: string;
  good: string;
  goodSoft: string;
  warn: string;
  warnSoft: string;
  bad: string;
  badSoft: string;
};

/** Whether the console is light or dark. */
export type Look = 'light' | 'dark';

/** Warm paper and pine green by day, soft black by night. */
export const palettes: Record<Look, Palette> = {
  light: {
    paper: '#f5f4ef',
    sheet: '#ffffff',
    raised: '#faf9f6',
    line: '#e4e1d8',
    edge: '#c9c5b9',
    ink: '#191c1a',
    inkSoft: '#4a504d',
    inkFaint: '#656b67',
    accent: '#0c6a5c',
    accentInk: '#ffffff',
    accentSoft: '#e1efeb',
    good: '#256b38',
    goodSoft: '#e4f1e5',
    warn: '#8a5000',
    warnSoft: '#fbf0da',
    bad: '#ae251d',
    badSoft: '#fbe9e6',
  },
  dark: {
    paper: '#0f1211',
    sheet: '#171b1a',
    raised: '#1f2423',
    line: '#2a302e',
    edge: '#414846',
    ink: '#eceeeb',
    inkSoft: '#b6bdb9',
    inkFaint: '#959d99',
    accent: '#58c3af',
    accentInk: '#04211c',
    accentSoft: '#16322d',
    good: '#7fd091',
    goodSoft: '#17301d',
    warn: '#e3b058',
    warnSoft: '#35280f',
    bad: '#ff8f84',
    badSoft: '#3a1a17',
  },
};

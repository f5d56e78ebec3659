import { type ThemeConfig, theme } from 'antd';
import { type Look, palettes } from './palette.ts';

const fontFamily =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif";
const fontFamilyCode = "ui-monospace, 'SF Mono', Menlo, Consolas, 'Noto Sans Mono', monospace";

/** A colour of which only a part is seen. */
const mix = (colour: string, percent: number) => `color-mix(in srgb, ${colour} ${percent}%, transparent)`;

/** The palette as Ant Design's tokens. */
export function themeOf(look: Look): ThemeConfig {
  const colour = palettes[look];
  return {
    algorithm: look === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily,
      fontFamilyCode,
      fontSize: 14,
      borderRadius: 7,
      controlHeight: 36,
      controlHeightSM: 28,
      colorPrimary: colour.accent,
      colorInfo: colour.accent,
      colorLink: colour.accent,
      colorSuccess: colour.good,
      colorWarning: colour.warn,
      colorError: colour.bad,
      colorSuccessBg: colour.goodSoft,
      colorSuccessBorder: mix(colour.good, 40),
      colorWarningBg: colour.warnSoft,
      colorWarningBorder: mix(colour.warn, 40),
      colorErrorBg: colour.badSoft,
      colorErrorBorder: mix(colour.bad, 40),
      colorInfoBg: colour.accentSoft,
      colorInfoBorder: mix(colour.accent, 40),
      colorPrimaryBg: colour.accentSoft,
      controlItemBgActive: colour.accentSoft,
      colorBgLayout: colour.paper,
      colorBgContainer: colour.sheet,
      colorBgElevated: look === 'dark' ? colour.raised : colour.sheet,
      colorText: colour.ink,
      colorTextSecondary: colour.inkSoft,
      colorTextTertiary: colour.inkFaint,
      colorTextDescription: colour.inkFaint,
      colorTextPlaceholder: colour.inkFaint,
      colorTextHeading: colour.ink,
      colorTextLightSolid: colour.accentInk,
      colorBorder: colour.edge,
      colorBorderSecondary: colour.line,
      colorSplit: colour.line,
      boxShadow: 'none',
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Table: {
        headerBg: 'transparent',
        headerColor: colour.inkFaint,
        headerSplitColor: 'transparent',
        rowHoverBg: colour.raised,
        cellPaddingBlock: 14,
      },
      Tabs: { titleFontSize: 14, horizontalItemPadding: '10px 0' },
      Tooltip: { colorTextLightSolid: '#ffffff', colorBgSpotlight: '#2b302e' },
      Progress: { defaultColor: colour.accent },
    },
  };
}

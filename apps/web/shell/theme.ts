import type { ThemeConfig } from 'antd';

/** By name, also for what is drawn on a canvas, which inherits none: with a name that it does not know it falls back to 10 pixels. */
export const FONT =
  'system-ui,"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei UI","Microsoft YaHei","Source Han Sans SC","Noto Sans CJK SC",sans-serif';

/**
 * Colours with their contrasts on white: text 15.8, secondary 7.1, primary 6.9, red 6.5, green 5.4, amber 5.9, border 3.1
 * (WCAG 2.2: 4.5 for text, 3 for what one must see to act). The library's own success, warning, error and border fail that.
 */
const usual: ThemeConfig = {
  token: {
    colorPrimary: '#1557b0',
    colorInfo: '#1557b0',
    colorLink: '#1557b0',
    colorLinkHover: '#0f4690',
    colorLinkActive: '#0b3570',
    colorPrimaryHover: '#0f4690',
    colorPrimaryActive: '#0b3570',
    colorSuccess: '#1b7a34',
    colorWarning: '#8a5a00',
    colorError: '#b3261e',
    // Tints on which each of these has at least 5.5; made of the dark colours they would be mud.
    colorInfoBg: '#e7f0fd',
    colorSuccessBg: '#e8f5ec',
    colorWarningBg: '#fff6d6',
    colorErrorBg: '#fdebea',
    colorText: '#1f2329',
    colorTextSecondary: '#4e5969',
    colorTextTertiary: '#4e5969',
    colorTextDescription: '#4e5969',
    colorTextPlaceholder: '#5c6470',
    colorTextDisabled: '#5c6470',
    colorBorder: '#8b929c',
    colorBorderSecondary: '#d9dde3',
    borderRadius: 4,
    fontSize: 14,
    fontFamily: FONT,
    // Nothing moves for who asked their device for stillness.
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.15s',
    controlHeight: 36,
  },
  components: {
    Layout: { headerBg: '#ffffff', siderBg: '#ffffff', bodyBg: '#f5f6f8', headerHeight: 48, headerPadding: '0 16px' },
  },
};

/** The same for who chose larger type: text of 18 px and more, targets of 60 px (适老化通用设计规范). */
const careful: ThemeConfig = { ...usual, token: { ...usual.token, fontSize: 20, fontSizeSM: 18, controlHeight: 60, controlHeightSM: 48, controlHeightLG: 64 } };

/** On a phone: fields of 16 px, which a browser does not enlarge when one begins to type, and targets of 44 px. */
const phone: ThemeConfig = { ...usual, token: { ...usual.token, fontSize: 16, fontSizeSM: 14, controlHeight: 44, controlHeightSM: 44, controlHeightLG: 48, controlInteractiveSize: 20 } };

export const themeOf = (care: boolean, onPhone: boolean): ThemeConfig => (care ? careful : onPhone ? phone : usual);

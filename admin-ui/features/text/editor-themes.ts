import type { editor } from "monaco-editor/editor";

/** Monaco takes hex colours only, so the design tokens stand here a second time. */
interface Palette {
  readonly base: editor.BuiltinTheme;
  readonly surface: string;
  readonly raised: string;
  readonly line: string;
  readonly border: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly error: string;
  readonly warning: string;
  /** Of what a text has more than another. */
  readonly gained: string;
  readonly keyword: string;
  readonly number: string;
  readonly unit: string;
  readonly text: string;
  readonly input: string;
  readonly param: string;
}

const LIGHT: Palette = {
  base: "vs",
  surface: "#FAF9F6",
  raised: "#FFFFFF",
  line: "#E5E2D9",
  border: "#CFCBBF",
  ink: "#191B21",
  ink2: "#464A55",
  ink3: "#686C77",
  accent: "#3443C4",
  accentSoft: "#ECEEFB",
  error: "#B5380F",
  warning: "#865700",
  gained: "#0A7559",
  keyword: "#8A2A8F",
  number: "#0A6B62",
  unit: "#3F6B66",
  text: "#865700",
  input: "#1F5F8B",
  param: "#8A4B08",
};

const DARK: Palette = {
  base: "vs-dark",
  surface: "#1C1E24",
  raised: "#24262D",
  line: "#2A2D35",
  border: "#3D414C",
  ink: "#EDECE7",
  ink2: "#BDC0C9",
  ink3: "#9498A4",
  accent: "#9AA6FF",
  accentSoft: "#23274A",
  error: "#FF9069",
  warning: "#E6B95A",
  gained: "#4CC9A0",
  keyword: "#DDA0E8",
  number: "#7AD3C4",
  unit: "#9CC7BF",
  text: "#E6B95A",
  input: "#8CC4EE",
  param: "#F0B27A",
};

function theme(palette: Palette): editor.IStandaloneThemeData {
  const rule = (token: string, foreground: string, fontStyle?: string): editor.ITokenThemeRule => ({
    token,
    foreground: foreground.slice(1),
    ...(fontStyle !== undefined && { fontStyle }),
  });
  return {
    base: palette.base,
    inherit: false,
    rules: [
      rule("", palette.ink),
      rule("heading", palette.accent, "bold"),
      rule("prose", palette.ink2),
      rule("strong", palette.ink, "bold"),
      rule("mark", palette.ink3),
      rule("code", palette.ink2),
      rule("fence", palette.ink3),
      rule("key", palette.ink3),
      rule("value", palette.ink2),
      rule("keyword", palette.keyword),
      rule("function", palette.keyword),
      rule("definition", palette.ink, "bold"),
      rule("name", palette.ink),
      rule("number", palette.number),
      rule("test", palette.number),
      rule("unit", palette.unit),
      rule("string", palette.text),
      rule("hole", palette.error, "bold"),
      rule("input", palette.input),
      rule("param", palette.param),
      rule("variable", palette.ink),
      rule("output", palette.ink),
      rule("choice", palette.unit),
      rule("label", palette.ink2),
      rule("operator", palette.ink2),
      rule("delimiter", palette.ink3),
      rule("bar", palette.ink3),
      rule("comment", palette.ink3),
    ],
    colors: {
      foreground: palette.ink,
      descriptionForeground: palette.ink3,
      focusBorder: palette.accent,
      "widget.shadow": "#00000030",
      "editor.background": palette.surface,
      "editor.foreground": palette.ink,
      "editorCursor.foreground": palette.accent,
      "editorLineNumber.foreground": palette.ink3,
      "editorLineNumber.activeForeground": palette.ink,
      "editor.lineHighlightBackground": palette.raised,
      "editor.lineHighlightBorder": palette.line,
      "editor.selectionBackground": `${palette.accent}33`,
      "editor.inactiveSelectionBackground": `${palette.accent}1F`,
      "editor.wordHighlightBackground": `${palette.accent}1F`,
      "editor.wordHighlightTextBackground": `${palette.accent}1F`,
      "editor.findMatchBackground": `${palette.warning}66`,
      "editor.findMatchHighlightBackground": `${palette.warning}33`,
      "editorBracketMatch.background": palette.accentSoft,
      "editorBracketMatch.border": palette.accent,
      "editorIndentGuide.background1": palette.line,
      "editorError.foreground": palette.error,
      "editorWarning.foreground": palette.warning,
      "editorInfo.foreground": palette.ink3,
      "editorInlayHint.background": palette.accentSoft,
      "editorInlayHint.foreground": palette.accent,
      "editorCodeLens.foreground": palette.ink3,
      "diffEditor.insertedLineBackground": `${palette.gained}14`,
      "diffEditor.insertedTextBackground": `${palette.gained}33`,
      "diffEditor.removedLineBackground": `${palette.error}14`,
      "diffEditor.removedTextBackground": `${palette.error}33`,
      "diffEditor.diagonalFill": palette.line,
      "diffEditor.unchangedRegionBackground": palette.raised,
      "diffEditor.unchangedRegionForeground": palette.ink3,
      "editorLightBulb.foreground": palette.warning,
      "editorLightBulbAutoFix.foreground": palette.warning,
      "editorWidget.background": palette.raised,
      "editorWidget.foreground": palette.ink,
      "editorWidget.border": palette.border,
      "editorHoverWidget.background": palette.raised,
      "editorHoverWidget.foreground": palette.ink,
      "editorHoverWidget.border": palette.border,
      "editorSuggestWidget.background": palette.raised,
      "editorSuggestWidget.foreground": palette.ink,
      "editorSuggestWidget.border": palette.border,
      "editorSuggestWidget.selectedBackground": palette.accentSoft,
      "editorSuggestWidget.selectedForeground": palette.ink,
      "editorSuggestWidget.highlightForeground": palette.accent,
      "editorSuggestWidget.focusHighlightForeground": palette.accent,
      "editorMarkerNavigation.background": palette.raised,
      "input.background": palette.surface,
      "input.foreground": palette.ink,
      "input.border": palette.border,
      "inputOption.activeBackground": palette.accentSoft,
      "inputOption.activeForeground": palette.accent,
      "inputOption.activeBorder": palette.accent,
      "menu.background": palette.raised,
      "menu.foreground": palette.ink,
      "menu.selectionBackground": palette.accentSoft,
      "menu.selectionForeground": palette.ink,
      "menu.border": palette.border,
      "menu.separatorBackground": palette.line,
      "list.hoverBackground": palette.accentSoft,
      "list.focusBackground": palette.accentSoft,
      "list.focusForeground": palette.ink,
      "list.activeSelectionBackground": palette.accentSoft,
      "list.activeSelectionForeground": palette.ink,
      "list.inactiveSelectionBackground": palette.accentSoft,
      "list.highlightForeground": palette.accent,
      "quickInput.background": palette.raised,
      "quickInput.foreground": palette.ink,
      "quickInputList.focusBackground": palette.accentSoft,
      "quickInputList.focusForeground": palette.ink,
      "pickerGroup.foreground": palette.accent,
      "pickerGroup.border": palette.line,
      "scrollbarSlider.background": `${palette.ink3}40`,
      "scrollbarSlider.hoverBackground": `${palette.ink3}66`,
      "scrollbarSlider.activeBackground": `${palette.ink3}80`,
      "editorOverviewRuler.border": palette.surface,
      "textLink.foreground": palette.accent,
      "textLink.activeForeground": palette.accent,
      "textCodeBlock.background": palette.accentSoft,
    },
  };
}

export const editorThemes = { light: theme(LIGHT), dark: theme(DARK) } as const;
export type EditorTheme = keyof typeof editorThemes;
/** Monaco's themes are global and named. */
export const themeName = (name: EditorTheme): string => `plumbline-${name}`;

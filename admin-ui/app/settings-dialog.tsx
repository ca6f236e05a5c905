import { Button } from "../components/button.tsx";
import { Dialog, DialogActions } from "../components/dialog.tsx";
import { Segmented } from "../components/segmented.tsx";
import { t } from "../i18n/i18n.ts";
import { LANGUAGES, language, setLanguage } from "./preferences.ts";
import styles from "./settings-dialog.module.css";
import { setTheme, THEMES, theme } from "./theme.ts";

export function SettingsDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog open={props.open} onClose={props.onClose} title={t().settings.title} description={t().settings.kept}>
      <div class={styles.rows}>
        <span>{t().settings.language}</span>
        <Segmented
          label={t().settings.language}
          segments={LANGUAGES.map((value) => ({ value, label: t().settings.languages[value] }))}
          value={language()}
          onChange={setLanguage}
        />
        <span>{t().settings.theme}</span>
        <Segmented
          label={t().settings.theme}
          segments={THEMES.map((value) => ({ value, label: t().settings.themes[value] }))}
          value={theme()}
          onChange={setTheme}
        />
      </div>
      <DialogActions>
        <Button onClick={props.onClose}>{t().app.close}</Button>
      </DialogActions>
    </Dialog>
  );
}

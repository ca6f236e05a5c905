import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { render } from "solid-js/web";
import { App } from "./app/app.tsx";
import { applyPreferences } from "./app/apply-preferences.ts";

applyPreferences(document.documentElement);
const root = document.querySelector("#root");
if (root) render(App, root);

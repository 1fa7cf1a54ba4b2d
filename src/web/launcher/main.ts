import { launch } from './launcher.ts';
import { readOptions } from './options.ts';

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  const options = readOptions(script);
  // A script in the head runs before there is anything to put a button on.
  if (document.body === null) addEventListener('DOMContentLoaded', () => launch(options), { once: true });
  else launch(options);
}

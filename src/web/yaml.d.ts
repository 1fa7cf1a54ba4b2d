/** `locales/<lang>/web.yaml` and `page.yaml`, made a module by locales.plugin.ts. */
declare module '*.yaml' {
  const texts: Readonly<Record<string, string>>;
  export default texts;
}

/** Of the same file what the launcher says. */
declare module '*.yaml?launcher' {
  const texts: Readonly<Record<import('./launcher/keys.ts').LauncherKey, string>>;
  export default texts;
}

declare module '*.css?inline' {
  const css: string;
  export default css;
}

declare module '*.css';

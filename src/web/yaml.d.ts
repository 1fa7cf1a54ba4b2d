/** `locales/<lang>/web.yaml`, made a module by locales.plugin.ts. */
declare module '*.yaml' {
  const texts: Readonly<Record<string, string>>;
  export default texts;
}

declare module '*.css';

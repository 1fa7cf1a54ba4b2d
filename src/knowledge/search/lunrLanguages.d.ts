declare module 'lunr-languages/lunr.stemmer.support' {
  const support: (lunr: unknown) => void;
  export default support;
}
declare module 'lunr-languages/lunr.sv' {
  const language: (lunr: unknown) => void;
  export default language;
}
declare module 'lunr-languages/lunr.fi' {
  const language: (lunr: unknown) => void;
  export default language;
}
declare module 'lunr-languages/lunr.ar' {
  const language: (lunr: unknown) => void;
  export default language;
}

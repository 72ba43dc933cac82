/** Where the one-file build was loaded from. Read while the script runs: afterwards `currentScript` is null. */
export const base = (document.currentScript as HTMLScriptElement | null)?.src ?? document.baseURI

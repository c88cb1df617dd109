/**
 * The document that holds the page. It may run our one script and nothing else: no network, no style of
 * HTML, no picture.
 *
 * @param script the address of the page's script
 * @param nonce made anew for each page
 */
export function pageHtml(script: string, nonce: string, language: string): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${language.replace(/[^\w-]/g, '')}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <title>CloudHSM</title>
  </head>
  <body>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>
`;
}

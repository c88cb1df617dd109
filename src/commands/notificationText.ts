/**
 * A sentence for a notification, which makes links of `[words](address)`: names from settings and
 * addresses may hold one, and nobody may press it.
 */
export function withoutLinks(sentence: string): string {
  return sentence.replaceAll('](', '] (');
}

/** Every page of a list or a read, in the order given. */
export async function all<Page>(pages: AsyncIterable<Page>): Promise<Page[]> {
  const every: Page[] = [];
  for await (const page of pages) every.push(page);
  return every;
}

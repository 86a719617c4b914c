/** "no documents", "1 document", "3 documents" */
export function documentsWords(count: number): string {
  return count === 0 ? 'no documents' : `${count} ${count === 1 ? 'document' : 'documents'}`;
}

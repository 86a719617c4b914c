/**
 * The key under which a mail is sent once, `<event id>/<template>`; for a mail that a user gets once only, the user's id
 * takes the place of the event's. The same on every attempt.
 */
export function mailKey(id: string, template: string): string {
  return `${id}/${template}`;
}

/** The key as tags of the mail, which its delivery events bring back; a tag takes no slash. */
export function tagsOf(key: string): { name: string; value: string }[] {
  const [id = '', template = ''] = key.split('/');
  return [
    { name: 'mail_id', value: id },
    { name: 'template', value: template },
  ];
}

/** The key of a mail by the tags of its delivery event; null for a mail that the portal did not send. */
export function keyOfTags(tags: Readonly<Record<string, string>>): string | null {
  return tags.mail_id && tags.template ? mailKey(tags.mail_id, tags.template) : null;
}

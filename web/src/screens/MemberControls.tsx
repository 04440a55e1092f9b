import { useQueryClient } from '@tanstack/react-query';
import { http } from '../api/client';
import { useMe } from '../api/session';
import { Controls } from '../ui/Controls';

/** Another language here is another language in the mails, and in what the server says. */
export function MemberControls() {
  const me = useMe();
  const client = useQueryClient();

  async function tell(language: 'nl' | 'en') {
    await http.PUT('/me', { body: { name: me.name, language } });
    await client.invalidateQueries();
  }

  return <Controls onLanguage={tell} />;
}

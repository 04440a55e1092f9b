import './thread.css';
import type { Schemas } from '../api/client';
import { useWords } from '../i18n';
import { moment } from '../lib/dates.ts';

type Message = Schemas['MessageView'];
type Props = { messages: Message[]; words: { me: string; seen: string } };

/** The oldest first, one's own on the right; the newest are nearest to the answer. */
export function Thread({ messages, words }: Props) {
  const { language } = useWords();
  return (
    <ol className="thread">
      {messages.toReversed().map((it) => (
        <li key={it.message_id} className={it.is_mine ? 'mine' : undefined}>
          <p className="small muted">
            <b>{it.is_mine ? words.me : it.author}</b> · {moment(it.sent_at, language)}
            {it.is_mine && it.is_seen && ` · ${words.seen}`}
          </p>
          <p className="lines" dir="auto">
            {it.text}
          </p>
        </li>
      ))}
    </ol>
  );
}

import { useWords } from '../../../i18n';
import { useAskingWords } from '../../../i18n/asking';
import { longDay } from '../../../lib/dates.ts';
import { Notice } from '../../../ui/Notice';
import type { Answered } from './answered';

/** What became of the request, right after pressing: granted with the rule, put before staff, or waiting. */
export function Answer({ of: { request, decidedOn } }: { of: Answered }) {
  const { language } = useWords();
  const { answer, ask } = useAskingWords();
  const day = longDay(request.day, language);
  const { state } = request;
  const swap = request.gives_day && <p>{ask.ofDays(longDay(request.gives_day, language), day)}</p>;
  if (state === 'requested') {
    return (
      <Notice alert>
        <p>{answer.requested(day)}</p>
        {swap}
        <p>{decidedOn ? answer.by(longDay(decidedOn, language)) : answer.hear}</p>
      </Notice>
    );
  }
  return (
    <Notice kind={state === 'granted' ? 'good' : 'warn'} alert>
      <p>{state === 'granted' || state === 'waiting' ? answer[state](day) : answer.other(day)}</p>
      {swap}
      {request.rule && <p>{request.rule}</p>}
    </Notice>
  );
}

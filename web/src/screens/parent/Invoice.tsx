import { useQuery } from '@tanstack/react-query';
import { http, ok, type Schemas } from '../../api/client';
import { useWords } from '../../i18n';
import { useParentWords, useWordsOf } from '../../i18n/areas';
import { invoiceWords } from '../../i18n/invoices';
import { fullMonth, plainDay } from '../../lib/dates.ts';
import { hoursOf } from '../../lib/hours.ts';
import { euros } from '../../lib/money.ts';
import { Button } from '../../ui/Button';
import { Card, Facts, Section } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useAction } from '../../ui/useAction';

type InvoiceOf = Schemas['InvoiceView'];

/** An invoice that explains its own sum. */
export default function Invoice({ params }: { params: Record<string, string> }) {
  const path = { family_id: params.family ?? '', invoice_id: params.invoice ?? '' };
  const invoice = useQuery({
    queryKey: ['invoice', path.invoice_id],
    queryFn: () => ok(http.GET('/families/{family_id}/invoices/{invoice_id}', { params: { path } })),
  });
  return <Loaded of={invoice}>{(it) => <Shown invoice={it} path={path} />}</Loaded>;
}

function Shown({ invoice, path }: { invoice: InvoiceOf; path: { family_id: string; invoice_id: string } }) {
  const t = useParentWords();
  const words = useWordsOf(invoiceWords);
  const { language } = useWords();
  const { summary } = invoice;
  const pdf = useAction(() => ok(http.GET('/families/{family_id}/invoices/{invoice_id}/pdf', { params: { path } })), {
    after: ({ url }) => location.assign(url),
  });
  return (
    <Page title={t.invoices.ofMonth(fullMonth(summary.month, language))} back={{ to: '/invoices', label: words.back }}>
      <div className="columns">
        <div className="stack">
          <Card>
            <p>
              <span className="muted">{words.total}</span>
              <strong className="figure number">{euros(summary.total, language)}</strong>
            </p>
            <Facts
              of={[
                [words.number, summary.number],
                [words.issued, plainDay(invoice.issue_date, language)],
                [words.debtor, invoice.debtor_number],
              ]}
            />
            {pdf.problem && (
              <Notice kind="bad" alert>
                {pdf.problem}
              </Notice>
            )}
            {invoice.is_drawn ? (
              <Button icon="download" look="line" block busy={pdf.busy} onClick={() => pdf.run(undefined)}>
                {words.pdf}
              </Button>
            ) : (
              <Notice>{words.drawing}</Notice>
            )}
          </Card>
          <HowToPay invoice={invoice} />
        </div>
        <Section title={words.lines}>
          {invoice.lines.map((line, at) => (
            <InvoiceLine key={at} line={line} />
          ))}
        </Section>
      </div>
    </Page>
  );
}

function HowToPay({ invoice: { direct_debit, transfer, summary } }: { invoice: InvoiceOf }) {
  const t = useParentWords();
  const words = useWordsOf(invoiceWords);
  const { language } = useWords();
  if (direct_debit) {
    return (
      <Card title={words.direct}>
        <p>{words.directHow(plainDay(direct_debit.debit_date, language), direct_debit.iban_end)}</p>
        <Facts of={[[words.mandate, direct_debit.mandate_reference]]} />
      </Card>
    );
  }
  if (!transfer) return null;
  return (
    <Card title={words.transfer}>
      <p>{t.invoices.payBy(plainDay(summary.due_date, language))}</p>
      <Facts
        of={[
          [words.iban, transfer.iban],
          [words.creditor, transfer.creditor],
          [words.reference, transfer.reference],
        ]}
      />
    </Card>
  );
}

function InvoiceLine({ line }: { line: Schemas['InvoiceLineView'] }) {
  const words = useWordsOf(invoiceWords);
  const { language } = useWords();
  return (
    <div className="card stack tight">
      <div className="row whole between">
        <b>{line.child_name}</b>
        <b className="number">{euros(line.amount, language)}</b>
      </div>
      <p>{line.title}</p>
      <details>
        <summary className="link">{words.explain}</summary>
        <p className="lines muted">{line.explanation}</p>
        <Facts
          of={[
            [words.hours, hoursOf(line.hours, language)],
            [words.rate, euros(line.hourly_rate, language)],
            [words.location, line.location],
            [words.lrk, line.lrk_number],
          ]}
        />
      </details>
    </div>
  );
}

import './mark.css';
import { useWords } from '../i18n';
import { useOrganisation } from '../organisation';

/** Whose portal this is: its logo, or its name where it has none. */
export function Mark({ size }: { size: number }) {
  const { t } = useWords();
  const organisation = useOrganisation();
  const name = organisation?.name ?? t.portal;
  if (organisation?.logo) return <img className="logo" src={organisation.logo} alt={name} height={size} />;
  return (
    <>
      <img src="/icon.svg" alt="" width={size} height={size} />
      <span>{name}</span>
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { sections } from './sections.ts';

/** The links to all sections. */
export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('mainNavigation')} className="navigation">
      <ul>
        {sections.map(({ path, name, icon: Icon }) => (
          <li key={path}>
            <NavLink to={path} {...(onNavigate && { onClick: onNavigate })}>
              <Icon />
              <span>{t(`nav.${name}`)}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

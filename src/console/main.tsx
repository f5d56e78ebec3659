import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { browserLanguage } from './i18n/language.ts';
import { loadLanguage } from './i18n/load-language.ts';
import './console.css';
import './parts/parts.css';

// Files of an older build are gone once the server has a new one: then only loading the page again helps.
addEventListener('vite:preloadError', () => {
  const key = 'reelmill.reloaded';
  if (sessionStorage.getItem(key) !== null) return;
  sessionStorage.setItem(key, 'yes');
  location.reload();
});

const place = document.getElementById('console');
if (place === null) throw new Error('index.html has no place for the console');
const language = browserLanguage();
const words = await loadLanguage(language);
createRoot(place).render(<App first={{ language, words }} />);

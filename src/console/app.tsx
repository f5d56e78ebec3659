import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider, App as Notices } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { RouterProvider } from 'react-router';
import { createQueryClient } from './api/query-client.ts';
import { type Language, rememberLanguage } from './i18n/language.ts';
import { type ComponentWords, loadLanguage } from './i18n/load-language.ts';
import { type Appearance, rememberAppearance, storedAppearance, useLook } from './look/appearance.ts';
import { themeOf } from './look/theme.ts';
import { router } from './routes.tsx';
import { Preferences } from './shell/preferences.ts';

const queryClient = createQueryClient();

/** The console: what all pages stand in. `first` is the language that is loaded already. */
export function App({ first }: { first: { language: Language; words: ComponentWords } }) {
  const [{ language, words }, setLoaded] = useState(first);
  const [appearance, setAppearanceState] = useState<Appearance>(storedAppearance);
  const look = useLook(appearance);
  const theme = useMemo(() => themeOf(look), [look]);

  const setLanguage = useCallback(async (wanted: Language) => {
    setLoaded({ language: wanted, words: await loadLanguage(wanted) });
    rememberLanguage(wanted);
  }, []);
  const setAppearance = useCallback((wanted: Appearance) => {
    setAppearanceState(wanted);
    rememberAppearance(wanted);
  }, []);
  const preferences = useMemo(
    () => ({ language, setLanguage, appearance, setAppearance, look }),
    [language, setLanguage, appearance, setAppearance, look],
  );

  return (
    <Preferences value={preferences}>
      <ConfigProvider
        theme={theme}
        locale={words}
        form={{ requiredMark: 'optional' }}
        button={{ autoInsertSpace: false }}
      >
        <Notices>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Notices>
      </ConfigProvider>
    </Preferences>
  );
}

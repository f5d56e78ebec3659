import {
  ApiOutlined,
  DashboardOutlined,
  FolderOpenOutlined,
  PlusSquareOutlined,
  SafetyOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { messages } from '../i18n/en/index.ts';

/** An entry of the main navigation; its name is `shell:nav.NAME`. */
type Section = { path: string; name: keyof (typeof messages)['shell']['nav']; icon: ComponentType };

/** The main navigation, from top to bottom. */
export const sections: readonly Section[] = [
  { path: '/jobs', name: 'jobs', icon: UnorderedListOutlined },
  { path: '/create', name: 'create', icon: PlusSquareOutlined },
  { path: '/library', name: 'library', icon: FolderOpenOutlined },
  { path: '/explorer', name: 'explorer', icon: ApiOutlined },
  { path: '/access', name: 'access', icon: SafetyOutlined },
  { path: '/status', name: 'health', icon: DashboardOutlined },
];

import './site/regions';
import { startAppearance } from './site/appearance';
import { startDrafts } from './site/drafts';
import { startForms } from './site/forms';
import { startMenus } from './site/menus';
import { startTables } from './site/tables';
import { startUploads } from './site/uploads';

document.documentElement.classList.add('js');
startAppearance();
startMenus();
startForms();
startDrafts();
startTables();
startUploads();

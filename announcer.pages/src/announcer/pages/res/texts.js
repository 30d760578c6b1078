// The operators' words, in the languages that there are.
import {offer} from './i18n.js';
import en from './i18n/en.js';
import zh from './i18n/zh.js';

offer({en, zh});

// Making and removing channels.
import {post, remove} from './api.js';
import {ask, confirm} from './dialogs.js';
import {field, h} from './dom.js';
import {t, tn} from './i18n.js';
import {say} from './outcome.js';
import {fillVoices} from './voices-select.js';

export async function newChannel() {
  const voice = h('select', {name: 'voice'});
  fillVoices(voice, t('bestVoice'), '');
  const made = await ask({
    name: 'new-channel',
    title: t('newChannel'),
    ok: t('makeChannel'),
    content: [
      field(t('channelId'), 'id', h('input', {name: 'id', required: true, autofocus: true, autocomplete: 'off', maxlength: 64,
        spellcheck: 'false'}), t('channelIdHint')),
      field(t('channelName'), 'name', h('input', {name: 'name', autocomplete: 'off', maxlength: 100, spellcheck: 'false'}), t('channelNameHint')),
      field(t('voice'), 'voice', voice),
      field(t('destination'), 'destination', h('input', {name: 'destination', autocomplete: 'off', spellcheck: 'false'}),
        t('destinationHint')),
    ],
    work: (data) => {
      const body = {};
      for (const [name, value] of data) {
        if (name === 'id' || value.trim()) {
          body[name] = value.trim();
        }
      }
      return post('/channels', body);
    },
  });
  if (made) {
    say(t('channelMade'));
  }
}

export async function deleteChannel(channel) {
  const interrupts = [
    channel.onAir ? t('deleteOnAir') : null,
    channel.speaking ? t('deleteSpeaking', {text: channel.speaking.text.slice(0, 100)}) : null,
    channel.queueLength > 0 ? tn('deleteWaiting', channel.queueLength) : null,
    t('deleteSettings'),
  ].filter(Boolean);
  const done = await confirm({
    title: t('deleteTitle', {channel: channel.id}),
    content: h('ul', {class: 'interrupts'}, interrupts.map((words) => h('li', {}, words))),
    ok: t('deleteChannel'),
    work: () => remove(`/channels/${encodeURIComponent(channel.id)}`),
  });
  if (done) {
    say(t('channelDeleted', {channel: channel.id}));
  }
}

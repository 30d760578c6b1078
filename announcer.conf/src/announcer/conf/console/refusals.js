
/* Added by announcer.conf: why a value was refused is said in the form, and the form stays; what could not be written is said before it goes. */
(function () {
  function words(xhr) {
    var rows = new DOMParser().parseFromString(xhr.responseText || '', 'text/html').querySelectorAll('th');
    for (var i = 0; i < rows.length; i++) {
      if (rows[i].textContent === 'MESSAGE:' && rows[i].nextElementSibling) {
        return rows[i].nextElementSibling.textContent;
      }
    }
    return xhr.status ? 'HTTP ' + xhr.status : 'The server did not answer.';
  }
  // What was saved is in force, but not in its file.
  function tell(said, then) {
    Xdialog(escapeHtml(decodeURIComponent(said))).attr('role', 'alert').dialog({
      modal: true,
      title: 'conf/',
      width: '70%',
      close: then,
      buttons: {Ok: function () { $(this).dialog('close'); }}
    });
  }
  $.ajaxPrefilter(function (options, original, xhr) {
    if (options.type !== 'POST' || options.url.indexOf(pluginRoot) !== 0) {
      return;
    }
    var saved = options.success;
    if (typeof saved === 'function') {
      options.success = function (data, status, answer) {
        var said = answer.getResponseHeader('X-Announcer-Problem');
        if (said) {
          tell(said, function () { saved(data, status, answer); });
        } else {
          saved(data, status, answer);
        }
      };
    }
    // Else the raw error page is shown in a dialog as well.
    options.global = false;
    xhr.fail(function () {
      editorMessage.removeClass('ui-helper-hidden').attr('role', 'alert').addClass('ui-state-error').text(words(xhr));
      editorMessage[0].scrollIntoView({block: 'center'});
    });
    // What the page itself would do then fails: it means to close the form, and with it what was typed.
    xhr.fail = function () {
      return xhr;
    };
  });
})();


/* Added by announcer.conf: why a value was refused is said in the form, and the form stays. */
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
  $.ajaxPrefilter(function (options, original, xhr) {
    if (options.type !== 'POST' || options.url.indexOf(pluginRoot) !== 0) {
      return;
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

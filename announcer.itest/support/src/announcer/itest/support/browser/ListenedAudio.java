package announcer.itest.support.browser;

import java.util.Base64;
import java.util.List;

import announcer.bench.audio.Recording;
import announcer.bench.util.Until;

/** What is heard in the page: the samples that it hands to the loudspeakers, one channel after the other's as they are told by its events. */
public final class ListenedAudio {
    private final Browser browser;
    private final String channel;

    /** Begins to collect what the page plays of a channel. */
    public ListenedAudio(Browser browser, String channel) {
        this.browser = browser;
        this.channel = channel;
        browser.script(
                """
                        document.removeEventListener('announcer-heard', window.heardListener);
                        window.heard = {parts: [], rate: 0, underway: [], next: 0};
                        window.heardListener = e => {
                          if (e.detail.channel !== arguments[0]) { return; }
                          const rate = window.heard.rate = e.detail.sampleRate;
                          // What a busy machine was too late for was not heard, and nothing in its place: without this, what follows would move.
                          const missed = window.heard.next ? (e.detail.written - window.heard.next) / 1e6 : 0;
                          if (missed > 0.1 && missed < 10) { window.heard.parts.push(new Int16Array(Math.round(missed * rate))); }
                          window.heard.next = (missed > 0.1 || !window.heard.next ? e.detail.written : window.heard.next) + e.detail.samples.length / rate * 1e6;
                          window.heard.underway.push(Date.now() - e.detail.written / 1000);
                          window.heard.parts.push(Int16Array.from(e.detail.samples, s => Math.max(-32768, Math.min(32767, Math.round(s * 32768)))));
                        };
                        document.addEventListener('announcer-heard', window.heardListener);
                        """,
                channel);
    }

    /** Forgets what was heard so far. */
    public void forget() {
        browser.script("window.heard.parts = []; window.heard.underway = [];");
    }

    public double seconds() {
        Object s = browser
                .script("return window.heard.rate ? window.heard.parts.reduce((n, p) => n + p.length, 0) / window.heard.rate : 0");
        return ((Number) s).doubleValue();
    }

    public void await(double moreSeconds) {
        double until = seconds() + moreSeconds;
        Until.isTrue(moreSeconds + " s more of channel " + channel + " are heard in the page", Browser.SOON, () -> seconds() >= until);
    }

    /** All that was heard since the last {@link #forget}. */
    public Recording recording() {
        String base64 = (String) browser.script("""
                let text = '';
                for (const part of window.heard.parts) {
                  const bytes = new Uint8Array(part.buffer);
                  for (let i = 0; i < bytes.length; i++) { text += String.fromCharCode(bytes[i]); }
                }
                return btoa(text);
                """);
        byte[] pcm = Base64.getDecoder().decode(base64);
        int rate = ((Number) browser.script("return window.heard.rate")).intValue();
        return Recording.ofRaw(pcm, pcm.length, rate, 1);
    }

    /** For each part heard, the milliseconds from the pipe until the page had it and asked for it to be played. */
    public List<Double> underwayMillis() {
        List<?> all = (List<?>) browser.script("return window.heard.underway");
        return all.stream().map(n -> ((Number) n).doubleValue()).toList();
    }
}

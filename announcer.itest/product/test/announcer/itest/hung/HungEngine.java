package announcer.itest.hung;

import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;

/** A speech engine that never returns and takes no notice of interrupts. It is packed into a bundle and dropped into a running product. */
public final class HungEngine implements BundleActivator, SpeechEngine {
    /** Its voice. */
    public static final String VOICE = "hung/silent";

    private final CountDownLatch never = new CountDownLatch(1);
    private int interrupts;

    @Override
    public void start(BundleContext context) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(SpeechEngine.NAME, "hung");
        properties.put(Constants.SERVICE_RANKING, 1000);
        context.registerService(SpeechEngine.class, this, properties);
    }

    @Override
    public void stop(BundleContext context) {
        never.countDown();
    }

    @Override
    public List<Voice> voices() {
        return List.of(new Voice("hung", "silent", Locale.US, new PcmFormat(16_000, 1)));
    }

    @Override
    public void synthesize(SpeechRequest request, PcmSink sink) {
        while (never.getCount() > 0) {
            try {
                never.await();
            } catch (InterruptedException e) {
                // The worst kind of engine: it does not listen.
                interrupts++;
            }
        }
        throw new IllegalStateException("the bundle was stopped after " + interrupts + " interrupts");
    }
}

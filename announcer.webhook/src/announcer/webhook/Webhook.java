package announcer.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.gson.JsonObject;

import announcer.api.AnnouncementListener;
import announcer.api.AnnouncementStatus;
import announcer.api.ChannelListener;
import announcer.api.ChannelStatus;
import announcer.api.config.InvalidConfigurationException;
import announcer.lib.json.ApiJson;
import announcer.lib.time.MonotonicClock;

/** The component of one configured receiver: puts its events into its queue, which survives a change of its settings. */
@Component(immediate = true, configurationPid = WebhookConfig.PID, configurationPolicy = ConfigurationPolicy.REQUIRE, service = {})
@Designate(ocd = WebhookConfig.class, factory = true)
public class Webhook implements AnnouncementListener, ChannelListener {
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final int BOUND = 10_000;
    private static final long MOST_CHARS = 16_000_000;

    private final Clock wall;
    private final MonotonicClock clock;
    private final String name;
    private final DeliveryQueue queue;
    private final AnnouncementEvents announcements = new AnnouncementEvents();
    private final ChannelEvents channels;
    private final DispatcherThread thread;
    private ServiceRegistration<?> registration;
    private volatile WebhookTarget target;

    /** Starts delivering. */
    @Activate
    public Webhook(WebhookConfig config, Map<String, Object> properties) throws InvalidConfigurationException {
        this(nameOf(String.valueOf(properties.get("service.pid"))), WebhookTarget.of(config), Clock.systemUTC(), MonotonicClock.SYSTEM,
                BOUND);
        thread.start();
    }

    /**
     * Starts listening. The service is registered by hand: declared, it would have all settings as its properties, the secret included,
     * for everybody to read.
     */
    @Activate
    void listen(BundleContext context) {
        registration = context.registerService(new String[]{AnnouncementListener.class.getName(), ChannelListener.class.getName()}, this,
                null);
    }

    /** Without a running thread: for tests. */
    Webhook(String name, WebhookTarget target, Clock wall, MonotonicClock clock, int bound) {
        this.name = name;
        this.target = target;
        this.wall = wall;
        this.clock = clock;
        queue = new DeliveryQueue(bound, MOST_CHARS);
        channels = new ChannelEvents(wall.instant());
        thread = new DispatcherThread(name, queue, this::target,
                sender -> new WebhookDispatcher(name, queue, sender, () -> ThreadLocalRandom.current().nextDouble(), wall, clock));
    }

    /** The last part of a factory PID: {@code announcer.webhook~NAME}. */
    static String nameOf(String pid) {
        int end = pid.indexOf('~');
        return end < 0 ? pid : pid.substring(end + 1);
    }

    @Modified
    void modified(WebhookConfig config) throws InvalidConfigurationException {
        target = WebhookTarget.of(config);
        queue.release();
    }

    @Deactivate
    void deactivate() {
        registration.unregister();
        thread.end();
        if (queue.size() > 0) {
            LOG.info("webhook {} ends; {} events that {} has not taken are lost", name, queue.size(), target);
        }
    }

    @Override
    public synchronized void changed(AnnouncementStatus a) {
        announcements.changed(a).ifPresent(
                event -> put(event, a.request().channel(), a.channels(), a.ended().orElse(wall.instant()), "announcement",
                        ApiJson.announcement(a)));
    }

    @Override
    public synchronized void changed(ChannelStatus c) {
        channels.changed(c)
                .forEach(event -> put(event, c.id(), List.of(c.id()), wall.instant(), "channel", ApiJson.channelWithoutQueue(c)));
    }

    @Override
    public synchronized void gone(String channel) {
        JsonObject id = new JsonObject();
        id.addProperty("id", channel);
        channels.gone(channel).forEach(event -> put(event, channel, List.of(channel), wall.instant(), "channel", id));
    }

    /** @param order events of the same order are delivered in theirs; @param channels that it is about */
    private void put(String event, String order, List<String> channels, Instant at, String member, JsonObject what) {
        if (channels.stream().anyMatch(c -> target.wants(event, c))
                && queue.add(Delivery.of(event, order, at, clock.nanoTime(), member, what))) {
            LOG.warn("webhook {}: more than {} events, or {} characters, wait for {}; from now on the oldest are dropped", name, BOUND,
                    MOST_CHARS, target);
        }
    }

    WebhookTarget target() {
        return target;
    }

    DeliveryQueue queue() {
        return queue;
    }
}

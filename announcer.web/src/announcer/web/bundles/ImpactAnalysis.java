package announcer.web.bundles;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

import announcer.api.Announcer;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.api.access.AccessControl;
import announcer.api.speech.SpeechEngine;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.StreamPusher;
import announcer.api.stream.StreamServer;

/** Finds what is interrupted when bundles are stopped, updated or uninstalled: sound, queues, this interface. For one use. */
final class ImpactAnalysis {
    private static final String HTTP_SERVER = "org.osgi.service.servlet.runtime.HttpServiceRuntime";
    /** Consequences by the name of a service that ends, whichever bundle registers it. */
    private static final Map<String, String> OTHERS = Map.of(
            "org.osgi.service.cm.ConfigurationAdmin", "Nothing can be configured while it is away.",
            "org.apache.felix.webconsole.spi.SecurityProvider", "The web console closes: nobody can log in to it while it is away.");

    private final BundleContext framework;
    private final Bundle own;
    private final List<ChannelStatus> channels;
    private final List<EngineStatus> engines;
    /** Whether announcements outlive the engine. */
    private final boolean durable;
    private final List<Impact> found = new ArrayList<>();

    /**
     * @param framework the system bundle's context
     * @param own this bundle
     * @param announcer the engine, while it is there
     */
    ImpactAnalysis(BundleContext framework, Bundle own, Optional<Announcer> announcer) {
        this.framework = framework;
        this.own = own;
        this.channels = announcer.map(Announcer::channels).orElse(List.of());
        this.engines = announcer.map(Announcer::engines).orElse(List.of());
        this.durable = announcer.flatMap(Announcer::journal).isPresent();
    }

    /**
     * Returns sentences, interruptions of sound first; empty when nothing is interrupted.
     *
     * @param stopped all bundles whose work ends
     */
    List<String> of(List<Bundle> stopped) {
        stopped.forEach(this::look);
        return found.stream().sorted(Comparator.comparing(Impact::when)).map(Impact::sentence).distinct().toList();
    }

    private void look(Bundle bundle) {
        if (bundle.getBundleId() == own.getBundleId()) {
            found(Impact.When.HERE, "It is the HTTP API itself: this page stops answering"
                    + ", and what was asked for is carried out after the answer.");
        }
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        for (ServiceReference<?> service : services == null ? new ServiceReference<?>[0] : services) {
            for (String type : (String[]) service.getProperty(Constants.OBJECTCLASS)) {
                look(type, service);
            }
        }
    }

    private void look(String type, ServiceReference<?> service) {
        if (type.equals(SpeechEngine.class.getName())) {
            new SpeechImpact(channels, engines, found::add).of(String.valueOf(service.getProperty(SpeechEngine.NAME)));
        } else if (type.equals(MediaTransport.class.getName())) {
            transport(String.valueOf(service.getProperty(MediaTransport.TYPE)));
        } else if (type.equals(StreamPusher.class.getName())) {
            pusher(service);
        } else if (type.equals(StreamServer.class.getName())) {
            server(service.getProperty(StreamServer.PORT));
        } else if (type.equals(Announcer.class.getName())) {
            engine();
        } else if (type.equals(AccessControl.class.getName())) {
            found(Impact.When.HERE, "It decides who may do what: until it is back, nobody is let in, this page included.");
        } else if (type.equals(HTTP_SERVER)) {
            found(Impact.When.HERE, "It is the HTTP server: this page, the HTTP API and the web console stop answering.");
        } else if (OTHERS.containsKey(type)) {
            found(Impact.When.LATER, OTHERS.get(type));
        }
    }

    private void transport(String type) {
        for (ChannelStatus channel : channels) {
            if (channel.transport().filter(type::equals).isPresent()) {
                stream(channel, "its sound goes through the transport " + type);
            }
        }
    }

    private void pusher(ServiceReference<?> service) {
        // A channel takes the best pusher; the others are not in use.
        ServiceReference<?> best = framework.getServiceReference(StreamPusher.class.getName());
        for (ChannelStatus channel : channels) {
            if (channel.push().isPresent() && service.equals(best)) {
                stream(channel, "it is published by the pusher " + service.getProperty(StreamPusher.TYPE));
            }
        }
    }

    private void server(Object port) {
        for (ChannelStatus channel : channels) {
            if (channel.push().filter(push -> String.valueOf(port).equals(port(push.destination()))).isPresent()) {
                stream(channel, "it is published on the RTSP server at port " + port + ", and all players of it are cut off");
            }
        }
    }

    private void engine() {
        for (ChannelStatus channel : channels) {
            if (channel.speaking().isPresent()) {
                found(Impact.When.SPEAKING, "Channel " + channel.id() + " is speaking now: the announcement is cut off"
                        + (durable ? ", and spoken again, or dropped, as the channel says (afterRestart)." : "."));
            }
            if (channel.onAir()) {
                found(Impact.When.ON_AIR, "Channel " + channel.id() + " is on the air now: its stream ends.");
            }
            if (!channel.queued().isEmpty()) {
                found(Impact.When.WAITING, durable
                        ? channel.queued().size() + " announcements that wait on channel " + channel.id()
                                + " wait for the engine to be back."
                        : "Channel " + channel.id() + " loses what waits: " + channel.queued().size() + ".");
            }
        }
        found(Impact.When.LATER, "It is the engine: until it is back, no announcement is accepted.");
    }

    private void stream(ChannelStatus channel, String how) {
        if (channel.onAir()) {
            String speaking = channel.speaking().isPresent() ? " and speaking" : "";
            found(channel.speaking().isPresent() ? Impact.When.SPEAKING : Impact.When.ON_AIR, "Channel " + channel.id()
                    + " is on the air" + speaking + " now, and " + how + ": its stream ends.");
        } else {
            found(Impact.When.LATER, "Channel " + channel.id() + " cannot come on the air: " + how + ".");
        }
    }

    private void found(Impact.When when, String sentence) {
        found.add(new Impact(when, sentence));
    }

    private static String port(String url) {
        try {
            return String.valueOf(URI.create(url).getPort());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

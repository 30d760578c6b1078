package announcer.lexicon;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import announcer.api.lexicon.Lexicon;
import announcer.api.lexicon.TicketCall;
import announcer.api.lexicon.TicketGrammar;
import announcer.lexicon.ticket.Grammars;
import announcer.lexicon.word.LexiconFolder;
import announcer.lib.time.MonotonicClock;

/**
 * The services and their thread. {@link Lexicon} is registered by hand: when the files have been read once, so that whoever finds it is answered
 * by them, and with a property that changes. Safe for use by any thread.
 */
@Component(immediate = true, service = {TicketGrammar.class, LexiconComponent.class})
public final class LexiconComponent implements TicketGrammar {
    private final BundleContext context;
    private final Grammars grammars = new Grammars();
    private final LexiconService service = new LexiconService(grammars);
    private final LexiconThread thread;
    // Used by the thread, and when it has ended.
    private ServiceRegistration<Lexicon> registration;
    private long version;

    /** Called by Declarative Services. */
    @Activate
    public LexiconComponent(BundleContext context) {
        this.context = context;
        thread = new LexiconThread(new LexiconFolder(folder(context), InstantSource.system()), service, this::tell, MonotonicClock.SYSTEM);
    }

    private static Path folder(BundleContext context) {
        String home = context.getProperty("announcer.home");
        return home == null ? context.getDataFile("lexicon").toPath() : Path.of(home, "conf", "lexicon");
    }

    @Activate
    void start() {
        thread.start();
    }

    @Deactivate
    void end() {
        thread.end();
        if (registration != null) {
            registration.unregister();
        }
    }

    private void tell() {
        version++;
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(Lexicon.VERSION, version));
        if (registration == null) {
            registration = context.registerService(Lexicon.class, service, properties);
        } else {
            registration.setProperties(properties);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "updatedTickets")
    void addTickets(TicketInstance tickets) {
        updatedTickets(tickets);
    }

    void updatedTickets(TicketInstance tickets) {
        tickets.grammar().ifPresentOrElse(g -> grammars.put(tickets.pid(), g), () -> grammars.remove(tickets.pid()));
        thread.grammarsChange();
    }

    void removeTickets(TicketInstance tickets) {
        grammars.remove(tickets.pid());
        thread.grammarsChange();
    }

    /** PID of the configuration that a language has. */
    Optional<String> owner(Locale locale) {
        return grammars.owner(locale);
    }

    @Override
    public String ticket(String id, Locale locale) {
        return grammars.ticket(id, locale);
    }

    @Override
    public String counter(String id, Locale locale) {
        return grammars.counter(id, locale);
    }

    @Override
    public String template(Locale locale) {
        return grammars.template(locale);
    }

    @Override
    public String render(String template, TicketCall values, Locale locale) {
        return grammars.render(template, values, locale);
    }

    @Override
    public void check(String template) {
        grammars.check(template);
    }
}

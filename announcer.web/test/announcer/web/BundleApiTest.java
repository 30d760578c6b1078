package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import announcer.api.access.Scope;
import announcer.web.bundles.TestFramework;
import announcer.web.http.RequestLimits;

/** Changes of the bundles of a real framework, over real HTTP. */
class BundleApiTest {
    private static final String JAR = "application/java-archive";
    private static final String FAILING = TestFramework.class.getName() + "$Failing";

    @TempDir
    Path storage;
    private TestFramework felix;
    private Bundle own;
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        felix = new TestFramework(storage);
        own = felix.install("announcer.web", "1.0.0", Constants.BUNDLE_NAME, "Announcer HTTP API");
        own.start();
        server = new ApiServer(new RequestLimits(10_000, 60, 20, 0), Optional.of(own.getBundleContext()));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        felix.close();
    }

    private ApiServer.Answer send(String method, String path) throws Exception {
        return server.send(server.to(path).method(method, BodyPublishers.noBody()));
    }

    private ApiServer.Answer upload(String method, String path, byte[] jar) throws Exception {
        return server.send(server.to(path).header("Content-Type", JAR).method(method, BodyPublishers.ofByteArray(jar)));
    }

    private static List<JsonObject> objects(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).map(JsonElement::getAsJsonObject).toList();
    }

    private JsonObject listed(String name) throws Exception {
        return objects(server.get("bundles").json().get("bundles")).stream().filter(b -> b.get("name").getAsString().equals(name))
                .findFirst().orElseThrow();
    }

    @Test
    void each_bundle_is_listed_with_how_it_is() throws Exception {
        felix.install("needy", "2.1.0", Constants.IMPORT_PACKAGE, "not.there");
        JsonObject web = listed("announcer.web");

        assertThat(web.keySet()).containsExactly("id", "name", "version", "title", "state", "problem", "detail", "startLevel", "ours",
                "rests", "partOf");
        assertThat(web.get("title").getAsString()).isEqualTo("Announcer HTTP API");
        assertThat(web.get("state").getAsString()).isEqualTo("ACTIVE");
        assertThat(web.get("ours").getAsBoolean()).isTrue();
        assertThat(web.get("problem").isJsonNull()).isTrue();
        assertThat(listed("needy").get("ours").getAsBoolean()).isFalse();
        assertThat(listed("needy").get("version").getAsString()).isEqualTo("2.1.0");
    }

    @Test
    void one_is_found_by_its_number_and_by_its_name() throws Exception {
        assertThat(server.get("bundles/" + own.getBundleId()).string("name")).isEqualTo("announcer.web");
        assertThat(server.get("bundles/announcer.web").json().get("id").getAsLong()).isEqualTo(own.getBundleId());
        server.get("bundles/999").isProblem(404, "unknown-bundle");
        server.get("bundles/no.such").isProblem(404, "unknown-bundle");
    }

    @Test
    void one_is_stopped_and_started_and_both_are_recorded() throws Exception {
        Bundle a = felix.install("a", "1.0.0");
        a.start();

        assertThat(send("POST", "bundles/a/stop").string("state")).isEqualTo("RESOLVED");
        assertThat(send("POST", "bundles/a/start").string("state")).isEqualTo("ACTIVE");
        assertThat(server.access.audited()).containsExactly(
                "token:api.token | bundle stop | a 1.0.0 (" + a.getBundleId() + ") | done",
                "token:api.token | bundle start | a 1.0.0 (" + a.getBundleId() + ") | done");
    }

    @Test
    void one_that_cannot_start_says_why_and_goes_on_saying_it() throws Exception {
        felix.install("a", "1.0.0", Constants.IMPORT_PACKAGE, "not.there");
        felix.install("b", "1.0.0", Constants.BUNDLE_ACTIVATOR, FAILING);

        ApiServer.Answer a = send("POST", "bundles/a/start").isProblem(409, "bundle-failed");
        assertThat(a.string("detail")).isEqualTo("It needs the package not.there, which no bundle offers.");
        assertThat(a.string("raw")).contains("missing requirement");
        assertThat(send("POST", "bundles/b/start").isProblem(409, "bundle-failed").string("detail"))
                .isEqualTo("Its activator failed: java.lang.IllegalStateException: the port 8554 is taken.");
        assertThat(listed("a").get("problem").getAsString()).isEqualTo("It needs the package not.there, which no bundle offers.");
        assertThat(listed("b").get("problem").getAsString()).startsWith("Its activator failed");
        assertThat(listed("b").get("detail").getAsString()).contains("Activator start error");
        assertThat(server.access.audited()).anyMatch(line -> line.contains("bundle start | b 1.0.0") && line.contains("failed: Its"));
    }

    @Test
    void one_for_another_system_rests_and_says_so() throws Exception {
        felix.install("announcer.transport.winpipe", "1.0.0", Constants.REQUIRE_CAPABILITY,
                "osgi.native;filter:=\"(osgi.native.osname~=AmigaOS)\"");
        JsonObject rests = listed("announcer.transport.winpipe");

        assertThat(rests.get("rests").getAsBoolean()).isTrue();
        assertThat(rests.get("problem").getAsString()).isEqualTo("transport winpipe rests: it needs Windows");
        assertThat(listed("announcer.web").get("rests").getAsBoolean()).isFalse();
        assertThat(send("POST", "bundles/announcer.transport.winpipe/start").isProblem(409, "bundle-failed").string("detail"))
                .startsWith("It is for AmigaOS; this is ");
    }

    @Test
    void what_an_action_interrupts_can_be_asked_before() throws Exception {
        felix.install("library", "1.0.0", Constants.EXPORT_PACKAGE, "of.library").start();
        Bundle user = felix.install("user", "1.0.0", Constants.IMPORT_PACKAGE, "of.library");
        user.start();
        JsonObject impact = server.get("bundles/library/impact?action=update").json();

        assertThat(impact.getAsJsonObject("bundle").get("name").getAsString()).isEqualTo("library");
        assertThat(impact.getAsJsonArray("interrupts")).isEmpty();
        assertThat(impact.getAsJsonArray("dependents")).hasToString("[{\"id\":" + user.getBundleId() + ",\"name\":\"user\"}]");
        assertThat(server.get("bundles/announcer.web/impact?action=stop").json().getAsJsonArray("interrupts").toString())
                .contains("this page stops answering");
        assertThat(server.get("bundles/library/impact?action=dance").isProblem(400, "invalid-field").string("detail"))
                .contains("stop, update, uninstall");
        server.get("bundles/library/impact").isProblem(400, "invalid-field");
    }

    @Test
    void the_framework_itself_is_protected() throws Exception {
        send("POST", "bundles/0/stop").isProblem(403, "protected");
        send("DELETE", "bundles/0").isProblem(403, "protected");
        upload("PUT", "bundles/0", TestFramework.jar("a", "1.0.0")).isProblem(403, "protected");
        assertThat(felix.context().getBundle().getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void nobody_without_the_scope_gets_near() throws Exception {
        server.access.allow("operator-token-0123456789", "token:operator", Scope.VIEW, Scope.ANNOUNCE, Scope.OPERATE);
        for (String path : List.of("bundles", "bundles/1", "bundles/1/impact?action=stop")) {
            server.send(server.as("operator-token-0123456789", path)).isProblem(403, "forbidden");
        }
        server.send(server.as("operator-token-0123456789", "bundles/announcer.web/stop").POST(BodyPublishers.noBody()))
                .isProblem(403, "forbidden");
        assertThat(own.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void a_new_bundle_is_installed_and_started() throws Exception {
        ApiServer.Answer answer = upload("POST", "bundles", TestFramework.jar("fresh", "1.2.3"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.string("state")).isEqualTo("ACTIVE");
        assertThat(answer.header("Location")).isEqualTo("/api/bundles/" + answer.json().get("id").getAsLong());
        assertThat(server.access.audited()).containsExactly(
                "token:api.token | bundle install | fresh 1.2.3 (" + answer.json().get("id").getAsLong() + ") | done");
        assertThat(upload("POST", "bundles", TestFramework.jar("fresh", "1.2.3")).isProblem(409, "already-installed").string("detail"))
                .contains("update that one");
    }

    @Test
    void one_that_is_installed_and_does_not_start_is_there_and_says_why() throws Exception {
        ApiServer.Answer answer = upload("POST", "bundles",
                TestFramework.jar("fresh", "1.0.0", Constants.IMPORT_PACKAGE, "not.there"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.string("state")).isEqualTo("INSTALLED");
        assertThat(answer.string("problem")).contains("not.there");
    }

    @Test
    void what_is_no_bundle_changes_nothing() throws Exception {
        int before = felix.context().getBundles().length;

        assertThat(upload("POST", "bundles", "hello".getBytes(StandardCharsets.UTF_8)).isProblem(422, "not-a-bundle").string("detail"))
                .contains("cannot be read as a jar");
        upload("POST", "bundles", TestFramework.jar("", "1.0.0")).isProblem(422, "not-a-bundle");
        upload("POST", "bundles", TestFramework.jar("a", "one.two")).isProblem(422, "not-a-bundle");
        upload("POST", "bundles", new byte[0]).isProblem(422, "not-a-bundle");
        server.post("bundles", "application/json", "{}".getBytes(StandardCharsets.UTF_8)).isProblem(415, "unsupported-media-type");
        assertThat(felix.context().getBundles()).hasSize(before);
    }

    @Test
    void a_file_over_the_limit_is_refused_whether_it_says_its_length_or_not() throws Exception {
        server.servlet.limitBundles(1);
        byte[] big = new byte[(1 << 20) + 1];

        upload("POST", "bundles", big).isProblem(413, "body-too-long");
        server.send(server.to("bundles").header("Content-Type", JAR)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big)))).isProblem(413, "body-too-long");
    }

    @Test
    void an_update_puts_another_version_in_place_and_keeps_it_running() throws Exception {
        felix.install("a", "1.0.0").start();
        ApiServer.Answer answer = upload("PUT", "bundles/a", TestFramework.jar("a", "2.0.0"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.string("version")).isEqualTo("2.0.0");
        assertThat(answer.string("state")).isEqualTo("ACTIVE");
        assertThat(server.access.audited()).anyMatch(line -> line.contains("bundle update to 2.0.0 | a 1.0.0") && line.endsWith("done"));
    }

    @Test
    void an_update_of_one_that_does_not_run_does_not_start_it() throws Exception {
        felix.install("a", "1.0.0");

        assertThat(upload("PUT", "bundles/a", TestFramework.jar("a", "2.0.0")).string("state")).isNotEqualTo("ACTIVE");
    }

    @Test
    void an_update_of_what_others_use_brings_them_onto_the_new_version() throws Exception {
        Bundle library = felix.install("library", "1.0.0", Constants.EXPORT_PACKAGE, "of.library");
        Bundle user = felix.install("user", "1.0.0", Constants.IMPORT_PACKAGE, "of.library");
        user.start();
        library.start();
        List<Integer> seen = new ArrayList<>();
        felix.context().addBundleListener((SynchronousBundleListener) event -> {
            if (event.getBundle().equals(user)) {
                seen.add(event.getType());
            }
        });

        assertThat(upload("PUT", "bundles/library",
                TestFramework.jar("library", "1.1.0", Constants.EXPORT_PACKAGE, "of.library")).string("state")).isEqualTo("ACTIVE");
        assertThat(seen).contains(BundleEvent.STOPPED, BundleEvent.STARTED);
        assertThat(user.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(user.adapt(BundleWiring.class).getRequiredWires(null).get(0).getProvider().getVersion())
                .hasToString("1.1.0");
    }

    @Test
    void the_file_of_another_bundle_is_no_update() throws Exception {
        Bundle a = felix.install("a", "1.0.0");
        a.start();

        upload("PUT", "bundles/a", TestFramework.jar("b", "2.0.0")).isProblem(422, "other-bundle");
        assertThat(a.getVersion()).hasToString("1.0.0");
        assertThat(a.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void an_update_that_does_not_start_says_what_is_in_place_now() throws Exception {
        felix.install("a", "1.0.0").start();

        for (byte[] jar : List.of(TestFramework.jar("a", "2.0.0", Constants.IMPORT_PACKAGE, "not.there"),
                TestFramework.jar("a", "2.0.0", Constants.BUNDLE_ACTIVATOR, FAILING))) {
            ApiServer.Answer answer = upload("PUT", "bundles/a", jar).isProblem(409, "bundle-failed");
            assertThat(answer.string("detail")).startsWith("Version 2.0.0 is in place, but does not run")
                    .containsAnyOf("not.there", "the port 8554 is taken");
            assertThat(upload("PUT", "bundles/a", TestFramework.jar("a", "1.0.0")).status()).isEqualTo(200);
            assertThat(send("POST", "bundles/a/start").string("state")).isEqualTo("ACTIVE");
        }
    }

    @Test
    void an_update_that_the_framework_refuses_leaves_the_old_one_running() throws Exception {
        Bundle a = felix.install("a", "1.0.0");
        a.start();
        ApiServer.Answer answer = upload("PUT", "bundles/a", TestFramework.jar("a", "2.0.0", Constants.IMPORT_PACKAGE, "x;;y"))
                .isProblem(409, "bundle-failed");

        assertThat(answer.string("detail")).startsWith("The update failed and the old version runs on. ");
        assertThat(a.getVersion()).hasToString("1.0.0");
        assertThat(a.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void one_is_uninstalled() throws Exception {
        Bundle a = felix.install("a", "1.0.0");
        a.start();

        assertThat(send("DELETE", "bundles/a").status()).isEqualTo(204);
        assertThat(a.getState()).isEqualTo(Bundle.UNINSTALLED);
        assertThat(server.access.audited()).anyMatch(line -> line.contains("bundle uninstall | a 1.0.0"));
    }

    @Test
    void a_fragment_is_attached_when_it_is_started() throws Exception {
        Bundle host = felix.install("host", "1.0.0");
        host.start();
        ApiServer.Answer installed = upload("POST", "bundles", TestFramework.jar("part", "1.0.0", Constants.FRAGMENT_HOST, "host"));

        assertThat(installed.status()).isEqualTo(201);
        assertThat(installed.string("state")).isEqualTo("RESOLVED");
        assertThat(host.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void what_ends_this_api_is_done_after_the_answer() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        List<String> threads = new ArrayList<>();
        felix.context().addBundleListener((SynchronousBundleListener) event -> {
            if (event.getBundle().equals(own) && event.getType() == BundleEvent.STOPPED) {
                threads.add(Thread.currentThread().getName());
                stopped.countDown();
            }
        });

        assertThat(send("POST", "bundles/announcer.web/stop").status()).isEqualTo(202);
        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(threads).containsExactly("announcer-web-bundles");
    }
}

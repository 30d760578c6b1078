package announcer.transport.testkit;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

import announcer.testing.concurrent.BoundedTask;

/**
 * The time limit of each test. A call of the pacer's side that does not return is named, with the place where it stands; the tests after it
 * fail at once, for they would stand there too.
 */
final class TestLimit implements InvocationInterceptor {
    private static final Namespace OF_THE_KIT = Namespace.create(TestLimit.class);
    private static final String BLOCKED = "blocked";

    @Override
    public void interceptBeforeEachMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext test)
            throws Throwable {
        String blocked = ofTheClass(test).get(BLOCKED, String.class);
        if (blocked != null) {
            invocation.skip();
            throw new AssertionError("not run, because in an earlier test " + blocked);
        }
        bounded(invocation, test);
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext test)
            throws Throwable {
        bounded(invocation, test);
    }

    @Override
    public void interceptTestTemplateMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext test) throws Throwable {
        bounded(invocation, test);
    }

    @Override
    public void interceptAfterEachMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext test)
            throws Throwable {
        if (ofTheClass(test).get(BLOCKED) != null) {
            // Closing a pipe that stands in another call may stand still too.
            invocation.skip();
            return;
        }
        bounded(invocation, test);
    }

    private static Store ofTheClass(ExtensionContext test) {
        return test.getParent().orElse(test).getRoot().getStore(Namespace.create(OF_THE_KIT, test.getRequiredTestClass()));
    }

    private static void bounded(Invocation<Void> invocation, ExtensionContext test) throws Throwable {
        long limit = Math.min(((PipeUnderTest) test.getRequiredTestInstance()).limitPerTest().toNanos(), 2 * Patience.nanos());
        BoundedTask<Void> running = BoundedTask.start(test.getDisplayName(), () -> proceed(invocation));
        if (running.awaitDone(Duration.ofNanos(limit))) {
            running.get(Patience.limit());
            return;
        }
        StackTraceElement[] stack = running.stackTrace();
        String seconds = TimeUnit.NANOSECONDS.toSeconds(limit) + " s";
        Optional<String> call = Arrays.stream(stack).filter(frame -> frame.getClassName().equals(PacedPipe.class.getName()))
                .map(StackTraceElement::getMethodName).findFirst();
        String what = call.map(name -> name + "() has not returned for " + seconds + ": it blocks, and the pacer with it")
                .orElse(test.getDisplayName() + " is not over within " + seconds);
        ofTheClass(test).put(BLOCKED, what);
        AssertionError late = new AssertionError(what + (stack.length == 0 ? "" : "; it stands in " + stack[0]));
        late.setStackTrace(stack);
        throw late;
    }

    private static Void proceed(Invocation<Void> invocation) throws Exception {
        try {
            return invocation.proceed();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}

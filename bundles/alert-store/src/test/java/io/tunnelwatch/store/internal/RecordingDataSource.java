package io.tunnelwatch.store.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A data source that tells of every statement that is made through it. */
final class RecordingDataSource {

    /** What a data source makes, and what that makes. */
    private static final List<Class<?>> RECORDED =
            List.of(Connection.class, CallableStatement.class, PreparedStatement.class, Statement.class);

    private RecordingDataSource() {}

    static DataSource of(DataSource dataSource, Consumer<String> statements) {
        return recorded(DataSource.class, dataSource, statements);
    }

    private static <T> T recorded(Class<T> type, Object target, Consumer<String> statements) {
        return type.cast(Proxy.newProxyInstance(
                RecordingDataSource.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    boolean sql = target instanceof Connection || target instanceof Statement;
                    if (sql && arguments != null && arguments[0] instanceof String text && makes(method)) {
                        statements.accept(text);
                    }
                    return answer(target, method, arguments, statements);
                }));
    }

    private static boolean makes(Method method) {
        return method.getName().startsWith("prepare")
                || method.getName().startsWith("execute")
                || method.getName().equals("addBatch");
    }

    private static Object answer(Object target, Method method, Object[] arguments, Consumer<String> statements)
            throws Throwable {
        try {
            Object answer = method.invoke(target, arguments);
            return RECORDED.contains(method.getReturnType())
                                    && !method.getName().equals("getConnection")
                            || target instanceof DataSource && answer instanceof Connection
                    ? recorded(method.getReturnType(), answer, statements)
                    : answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

package dev.integrationshub.spring;

import dev.integrationshub.client.Verification;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands the caller's {@link Verification} to handlers that take it. */
final class TakeVerification implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType().equals(Verification.class);
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    Object verification =
        request.getAttribute(RequireScopes.VERIFICATION, RequestAttributes.SCOPE_REQUEST);
    if (verification == null) {
      throw new IllegalStateException(
          "Nothing is known of the caller: put @RequiresScope on " + parameter.getMethod());
    }
    return verification;
  }
}

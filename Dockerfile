# syntax=docker/dockerfile:1

# Styles and scripts
FROM node:22-bookworm-slim AS frontend
WORKDIR /web
COPY src/IndirectProvider.Web/package.json src/IndirectProvider.Web/package-lock.json src/IndirectProvider.Web/.npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY src/IndirectProvider.Web/frontend-build.mjs ./
COPY src/IndirectProvider.Web/Styles Styles
COPY src/IndirectProvider.Web/Scripts Scripts
RUN npm run --silent build

# The portal
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src src
COPY --from=frontend /web/wwwroot/dist src/IndirectProvider.Web/wwwroot/dist
COPY --from=frontend /web/artifacts src/IndirectProvider.Web/artifacts
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/IndirectProvider.Web --configuration Release --output /app -p:SkipFrontendBuild=true

# What runs: no SDK, no root
FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
RUN mkdir data && chown "$APP_UID" data && chmod +x portal && ln -s /app/portal /usr/local/bin/portal
USER $APP_UID
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
# SQLite file and pickup folder, where these are used
VOLUME /app/data
# The image has no curl; bash can speak to a port itself.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "IndirectProvider.Web.dll"]

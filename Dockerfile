# The service and its workers, from the locked dependencies. compose.yaml starts both with PostgreSQL.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
RUN python -m venv /opt/casewright
ENV PATH=/opt/casewright/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements/service.txt requirements/
RUN pip install --no-deps --require-hashes -r requirements/service.txt
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN pip install --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
RUN useradd --create-home --uid 10001 casewright \
    && install -d -o casewright /var/lib/casewright /home/casewright/.local/state/casewright
COPY --from=build /opt/casewright /opt/casewright
ENV PATH=/opt/casewright/bin:$PATH PYTHONUNBUFFERED=1
USER casewright
WORKDIR /var/lib/casewright
VOLUME /var/lib/casewright
EXPOSE 8350
STOPSIGNAL SIGTERM
ENTRYPOINT ["casewright"]
CMD ["serve", "--host", "0.0.0.0"]

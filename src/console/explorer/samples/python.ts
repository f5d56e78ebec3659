import { partsOf, quoted, type SampleParameter, serverOf, type WriteSample } from './sample-call.ts';

function fields(parameters: readonly SampleParameter[]): string {
  if (parameters.length === 0) return '{}';
  const lines = parameters.map(({ name, value }) => `        ${quoted(name)}: ${quoted(value)},`);
  return `{\n${lines.join('\n')}\n    }`;
}

/** Python, with the official SDK. */
export const python: WriteSample = (call) => {
  const { host, protocol } = serverOf(call);
  const { query, body } = partsOf(call);
  return `# pip install alibabacloud-tea-openapi
import json
import os

from alibabacloud_tea_openapi import models as openapi_models
from alibabacloud_tea_openapi.client import Client
from alibabacloud_tea_util import models as util_models

client = Client(openapi_models.Config(
    access_key_id=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
    access_key_secret=os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
    security_token=os.environ.get("ALIBABA_CLOUD_SECURITY_TOKEN"),
    endpoint=${quoted(host)},
    protocol="${protocol}",
))
params = openapi_models.Params(
    action=${quoted(call.action)},
    version=${quoted(call.version)},
    protocol="${protocol}",
    pathname="/",
    method="POST",
    auth_type="AK",
    style="RPC",
    req_body_type="formData",
    body_type="json",
)
request = openapi_models.OpenApiRequest(
    query=${fields(query)},
    body=${fields(body)},
)

answer = client.call_api(params, request, util_models.RuntimeOptions())
print(json.dumps(answer["body"], indent=2, ensure_ascii=False))
`;
};

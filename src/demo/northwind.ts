import { partnerName } from '../../local-slack/seed';

/** The configuration file of the partner in the story, as its engineer hands it in. */
export const configurationFile = {
  name: 'northwind.json',
  content: Buffer.from(
    JSON.stringify(
      {
        api_version: '2.0.4',
        name: partnerName,
        description_blurb: 'Loads your sales and support data into your lakehouse, every few minutes',
        category: 'INGEST',
        base_url: 'https://api.northwind.example',
        endpoints: {
          connect_path: '/databricks/connect',
          delete_account_path: '/databricks/delete-account',
          delete_connection_path: '/databricks/delete-connection',
        },
        sign_up_page: 'https://northwind.example/sign-up',
        privacy_policy: 'https://northwind.example/privacy',
        terms_of_service: 'https://northwind.example/terms',
        logo_file: 'northwind-logo.svg',
        icon_file: 'northwind-icon.png',
        resources_to_provision: [{ resource_type: 'SqlEndpoint' }, { resource_type: 'PAT' }],
        supported_clouds: ['aws', 'azure'],
        hostnames: ['app.northwind.example'],
        new_user_action: 'auto_add',
        trial_type: 'account',
        supports_demo: false,
        allow_editable_email: false,
      },
      null,
      2,
    ),
  ),
};
